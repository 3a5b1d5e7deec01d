using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Operators that only give elements another order, shape or number of copies.</summary>
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

    [GradientOf("Expand")]
    internal static IReadOnlyList<Value> Expand(GradientScope s) => [s.SumTo(s.Gradient, 0)];

    // [r₀·d₀, r₁·d₁, …] → [r₀, d₀, r₁, d₁, …], summed over the copies. The shape is put together at run time:
    // repeats and lengths may both grow with the batch.
    [GradientOf("Tile")]
    internal static IReadOnlyList<Value> Tile(GradientScope s)
    {
        var rank = s.InputShape().Length;
        var column = s.Builder.Ints(1);
        var pairs = s.Builder.Op(
            "Concat", [s.Builder.Op("Unsqueeze", [s.Input(1), column]), s.Builder.Op("Unsqueeze", [s.Input(0).Shape(), column])],
            ("axis", 1L));
        var known = s.ConstantInput(1) is { } repeats ? Indices.Read(repeats) : null;
        long[] copies = [.. Enumerable.Range(0, rank).Where(a => known?[a] != 1).Select(a => 2L * a)];
        var apart = s.Builder.Op("Reshape", [s.Gradient, pairs.Reshape(-1)]);
        return [copies.Length == 0 ? s.Gradient : apart.Sum(keep: false, copies).ReshapeLike(s.Input(0))];
    }

    // The two undo each other in the order depth-column-row.
    [GradientOf("SpaceToDepth")]
    internal static IReadOnlyList<Value> SpaceToDepth(GradientScope s) =>
        [s.Gradient.Map("DepthToSpace", ("blocksize", s.Node.Int("blocksize")), ("mode", "DCR"))];

    [GradientOf("DepthToSpace")]
    internal static IReadOnlyList<Value> DepthToSpace(GradientScope s)
    {
        var block = s.Node.Int("blocksize");
        if (s.Node.Text("mode", "DCR") == "DCR")
            return [s.Gradient.Map("SpaceToDepth", ("blocksize", block))];
        // Column-row-depth: [N, C, H·b, W·b] → [N, C, H, b, W, b] → [N, C, b, b, H, W] → [N, C·b·b, H, W].
        var shape = s.InputShape();
        long[] apart = [-1, shape[1] / (block * block), shape[2], block, shape[3], block];
        return [s.Gradient.Reshape(apart).Transpose(0, 1, 3, 5, 2, 4).ReshapeLike(s.Input(0))];
    }

    [GradientOf("Trilu")]
    internal static IReadOnlyList<Value> Trilu(GradientScope s) =>
        [s.Builder.Op("Trilu", s.Node.HasInput(1) ? [s.Gradient, s.Input(1)] : [s.Gradient], ("upper", s.Node.Int("upper", 1)))];

    // Reversing the same beginnings again restores the order.
    [GradientOf("ReverseSequence")]
    internal static IReadOnlyList<Value> ReverseSequence(GradientScope s) =>
        [s.Builder.Op(
            "ReverseSequence", [s.Gradient, s.Input(1)],
            ("batch_axis", s.Node.Int("batch_axis", 1)), ("time_axis", s.Node.Int("time_axis")))];
}
