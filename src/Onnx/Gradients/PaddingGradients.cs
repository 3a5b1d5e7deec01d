using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Padding.</summary>
internal static class PaddingGradients
{
    // The element that stands at position i of a line of n, which begins before 0 and ends after n.
    private static readonly Dictionary<string, Func<long, long, long>> Sources = new()
    {
        ["edge"] = (i, n) => Math.Clamp(i, 0, n - 1),
        ["wrap"] = Modulo,
        ["reflect"] = (i, n) => n - 1 - Math.Abs(n - 1 - Modulo(i, Math.Max(1, 2 * (n - 1)))),
    };

    [GradientOf("Pad")]
    internal static IReadOnlyList<Value> Pad(GradientScope s) =>
        s.Node.Text("mode", "constant") == "constant" ? Constant(s) : [Repeated(s, s.Node.Text("mode"))];

    // Padding by the negative amounts cuts off what was added, and restores what negative padding cut with zeros.
    // The amounts may be computed.
    private static IReadOnlyList<Value> Constant(GradientScope s)
    {
        var amounts = s.Input(1).Map("Neg");
        var kept = s.Builder.Op("Pad", s.Node.HasInput(3) ? [s.Gradient, amounts, Value.None, s.Input(3)] : [s.Gradient, amounts]);
        if (s.Wanted.Count < 3 || !s.Wanted[2])
            return [kept];
        var added = s.Gradient.Map("ReduceSum", ("keepdims", 0L)) - kept.Map("ReduceSum", ("keepdims", 0L));
        return [kept, Value.None, added.ReshapeLike(s.Input(2))];
    }

    // The border repeats elements: along each axis every element collects the places where it stands.
    private static Value Repeated(GradientScope s, string mode)
    {
        if (s.ConstantInput(1) is not { } pads || (s.Node.HasInput(3) && s.ConstantInput(3) is null))
            throw s.Refuse($"the amounts of padding are computed by the network, in mode '{mode}'.");
        var amounts = Indices.Read(pads);
        var rank = s.InputShape().Length;
        var count = amounts.Length / 2;
        var axes = s.ConstantInput(3) is { } list ? Indices.Read(list) : null;
        var gradient = s.Gradient;
        for (var i = 0; i < count; i++)
        {
            var (axis, before, after) = (s.Axis(axes?[i] ?? i), amounts[i], amounts[count + i]);
            if (before == 0 && after == 0)
                continue;
            if (s.Shapes.Fixed(s.Node.Inputs[0], axis) is not { } length)
                throw s.Refuse($"it pads an axis that grows with the batch, in mode '{mode}'.");
            gradient = Indices.Spread(gradient, axis, rank, length, Positions(mode, before, after, length));
        }
        return gradient;
    }

    // What negative padding cuts is gone before the border is drawn.
    private static List<long> Positions(string mode, long before, long after, long length)
    {
        var (first, kept) = (Math.Max(0, -before), length + Math.Min(0, before) + Math.Min(0, after));
        var (from, to) = (-Math.Max(0, before), kept + Math.Max(0, after));
        return [.. Enumerable.Range(0, (int)(to - from)).Select(i => first + Sources[mode](from + i, kept))];
    }

    private static long Modulo(long a, long n) => (a % n + n) % n;
}
