using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Operators that only move elements.</summary>
internal static class ShapeGradients
{
    [GradientOf("Reshape")]
    [GradientOf("Flatten")]
    [GradientOf("Squeeze")]
    [GradientOf("Unsqueeze")]
    internal static IReadOnlyList<Value> Reshape(GradientScope s) => [s.Gradient.ReshapeLike(s.Input(0))];

    [GradientOf("Transpose")]
    internal static IReadOnlyList<Value> Transpose(GradientScope s)
    {
        var order = s.Node.Ints("perm") ?? [.. Enumerable.Range(0, s.InputShape().Length).Select(a => (long)a).Reverse()];
        var inverse = new long[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return [s.Gradient.Transpose(inverse)];
    }

    [GradientOf("Concat")]
    internal static IReadOnlyList<Value> Concat(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis"));
        var parts = new List<Value>();
        var start = 0L;
        for (var i = 0; i < s.Node.Inputs.Count; i++)
        {
            if (s.Shapes.Fixed(s.Node.Inputs[i], axis) is not { } length)
                throw s.Refuse("it joins tensors along an axis that grows with the batch.");
            parts.Add(s.Wanted[i] ? s.Gradient.Slice(axis, start, start + length) : Value.None);
            start += length;
        }
        return parts;
    }

    [GradientOf("Split")]
    internal static IReadOnlyList<Value> Split(GradientScope s)
    {
        var zero = s.Builder.Scalar(0);
        var parts = s.Arriving.Select((g, i) => g == Value.None ? s.Output(i) * zero : g).ToList();
        return [s.Builder.Op("Concat", parts, ("axis", s.Node.Int("axis")))];
    }

    // Scatters the derivative back to the positions that were read: constant starts and steps become index grids.
    [GradientOf("Slice")]
    internal static IReadOnlyList<Value> Slice(GradientScope s)
    {
        var shape = s.InputShape();
        if (s.ConstantInput(1) is not { } starts || s.ConstantInput(2) is not { } ends)
            throw s.Refuse("its start and end are computed by the network.");
        var (first, last) = (Indices.Read(starts), Indices.Read(ends));
        var axes = s.ConstantInput(3) is { } a ? Indices.Read(a) : [.. Enumerable.Range(0, first.Length).Select(i => (long)i)];
        var steps = s.ConstantInput(4) is { } b ? Indices.Read(b) : [.. first.Select(_ => 1L)];
        var gradient = s.Gradient;
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            var axis = s.Axis(axes[i]);
            if (s.Shapes.Fixed(s.Node.Inputs[0], axis) is not { } length)
            {
                if (first[i] == 0 && last[i] >= int.MaxValue && steps[i] == 1)
                    continue;
                throw s.Refuse("it cuts an axis that grows with the batch.");
            }
            gradient = Indices.Spread(gradient, axis, shape.Length, length, Indices.Range(first[i], last[i], steps[i], length));
        }
        return [gradient];
    }

    // Puts each derivative back where the element was read; an element read twice gets both.
    [GradientOf("Gather")]
    internal static IReadOnlyList<Value> Gather(GradientScope s)
    {
        if (s.ConstantInput(1) is not { } constant)
            throw s.Refuse("its indices are computed from the data.");
        if (constant.Dims.Count > 1)
            throw s.Refuse("its indices have several axes.");
        var axis = s.Axis(s.Node.Int("axis"));
        if (s.Shapes.Fixed(s.Node.Inputs[0], axis) is not { } length)
            throw s.Refuse("it reads along an axis that grows with the batch.");
        var gradient = constant.Dims.Count == 0 ? s.Builder.Op("Unsqueeze", [s.Gradient, s.Builder.Ints(axis)]) : s.Gradient;
        var positions = Indices.Read(constant).Select(p => p < 0 ? p + length : p).ToList();
        return [Indices.Spread(gradient, axis, s.InputShape().Length, length, positions)];
    }

    [GradientOf("Pad")]
    internal static IReadOnlyList<Value> Pad(GradientScope s)
    {
        if (s.Node.Text("mode", "constant") != "constant" || s.ConstantInput(1) is not { } pads)
            throw s.Refuse("only constant padding by constant amounts has a rule.");
        var amounts = Indices.Read(pads);
        var rank = s.InputShape().Length;
        var axes = s.ConstantInput(3) is { } a ? [.. Indices.Read(a).Select(x => (long)s.Axis(x))] : Enumerable.Range(0, rank).Select(x => (long)x).ToArray();
        // Padding by the negative amounts cuts off what was added, and restores what negative padding cut with zeros.
        return [s.Builder.Op("Pad", [s.Gradient, s.Builder.Ints([.. amounts.Select(p => -p)]), Value.None, s.Builder.Ints(axes)])];
    }

    [GradientOf("Expand")]
    internal static IReadOnlyList<Value> Expand(GradientScope s) => [s.SumTo(s.Gradient, 0)];
}
