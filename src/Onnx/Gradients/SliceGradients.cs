using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Cutting out a part: the derivative is put back in place, zeros around it.</summary>
internal static class SliceGradients
{
    [GradientOf("Slice")]
    internal static IReadOnlyList<Value> Slice(GradientScope s)
    {
        var rank = s.InputShape().Length;
        var starts = s.ConstantInput(1) is { } a ? Indices.Read(a) : null;
        var ends = s.ConstantInput(2) is { } b ? Indices.Read(b) : null;
        var count = (int)s.Shapes.Of(s.Node.Inputs[1])[0];
        if (Integers(s, 3) is not { } axes || Integers(s, 4) is not { } steps)
            throw s.Refuse("its axes or steps are computed by the network.");
        var cuts = Enumerable.Range(0, count).Select(i => new Cut(
            i,
            s.Axis(axes.Length > 0 ? axes[i] : i),
            steps.Length > 0 ? steps[i] : 1,
            starts?[i] == 0 && ends?[i] >= int.MaxValue)).Where(c => !c.TakesAll || c.Step != 1).ToList();
        if (starts is null || ends is null || cuts.Any(c => s.Shapes.Fixed(s.Node.Inputs[0], c.Axis) is null))
            return [Computed(s, cuts)];

        var pads = new List<(int, long, long)>();
        var gradient = s.Gradient;
        foreach (var cut in cuts)
        {
            var length = s.InputShape()[cut.Axis];
            var positions = Indices.Range(starts[cut.Index], ends[cut.Index], cut.Step, length);
            if (cut.Step == 1 && positions.Count > 0)
                pads.Add((cut.Axis, positions[0], length - 1 - positions[^1]));
            else
                gradient = Indices.Spread(gradient, cut.Axis, rank, length, positions);
        }
        return [Indices.Pad(gradient, rank, pads)];
    }

    [GradientOf("CenterCropPad")]
    internal static IReadOnlyList<Value> CenterCropPad(GradientScope s)
    {
        var rank = s.InputShape().Length;
        long[] axes = [.. (s.Node.Ints("axes") ?? [.. Enumerable.Range(0, rank).Select(a => (long)a)]).Select(a => (long)s.Axis(a))];
        var pads = new List<(int, long, long)>();
        foreach (var axis in axes.Select(a => (int)a))
        {
            if (s.Shapes.Fixed(s.Node.Inputs[0], axis) is not { } from || s.Shapes.Fixed(s.Node.Outputs[0], axis) is not { } to)
                throw s.Refuse("it cuts or pads an axis that grows with the batch.");
            // The odd element comes off, or is added, behind.
            var before = Math.Abs(from - to) / 2;
            var after = Math.Abs(from - to) - before;
            pads.Add(from > to ? (axis, before, after) : (axis, -before, -after));
        }
        return [Indices.Pad(s.Gradient, rank, pads)];
    }

    // Bounds that are computed, or on an axis that grows with the batch: as many zeros before as the clamped start, the rest behind.
    private static Value Computed(GradientScope s, List<Cut> cuts)
    {
        if (cuts.Any(c => c.Step != 1))
            throw s.Refuse("it has steps, and bounds that are computed or on an axis that grows with the batch.");
        var b = s.Builder;
        var axes = b.Ints([.. cuts.Select(c => (long)c.Axis)]);
        var starts =
            b.Op("Gather", [s.Input(1).Map("Cast", ("to", (long)ElementType.Int64)), b.Ints([.. cuts.Select(c => (long)c.Index)])]);
        var lengths = b.Op("Gather", [s.Input(0).Shape(), axes]);
        var zero = b.Ints(0);
        var fromFront = (starts + lengths).Where(b.Op("Less", [starts, zero]), starts);
        var before = b.Op("Min", [b.Op("Max", [fromFront, zero]), lengths]);
        var after = lengths - before - b.Op("Gather", [s.Gradient.Shape(), axes]);
        return b.Op("Pad", [s.Gradient, b.Op("Concat", [before, after], ("axis", 0L)), Value.None, axes]);
    }

    // An omitted input is an empty list; null: computed by the network.
    private static long[]? Integers(GradientScope s, int input) =>
        !s.Node.HasInput(input) ? [] : s.ConstantInput(input) is { } constant ? Indices.Read(constant) : null;

    private sealed record Cut(int Index, int Axis, long Step, bool TakesAll);
}
