using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Reductions over axes; axes are an input since operator set 18.</summary>
internal static class ReductionGradients
{
    [GradientOf("ReduceSum")]
    internal static IReadOnlyList<Value> ReduceSum(GradientScope s) => [Spread(s, s.Gradient)];

    [GradientOf("ReduceMean")]
    internal static IReadOnlyList<Value> ReduceMean(GradientScope s)
    {
        // The number of averaged values is counted at run time: the batch may be among the axes.
        var counted = s.Input(0).Map("Size").ToFloat() / s.Output().Map("Size").ToFloat();
        return [Spread(s, s.Gradient / counted)];
    }

    // Equal extremes share the derivative evenly.
    [GradientOf("ReduceMax")]
    [GradientOf("ReduceMin")]
    internal static IReadOnlyList<Value> ReduceExtreme(GradientScope s)
    {
        var winners = s.Builder.Op("Equal", [s.Input(0), Keep(s, s.Output())]).ToFloat();
        var count = winners.Sum(keep: true, Axes(s));
        return [Spread(s, s.Gradient) / count * winners];
    }

    private static Value Spread(GradientScope s, Value gradient) => s.Builder.Op("Expand", [Keep(s, gradient), s.Input(0).Shape()]);

    // Reduced axes come back with length 1.
    private static Value Keep(GradientScope s, Value reduced)
    {
        var axes = Axes(s);
        return s.Node.Int("keepdims", 1) == 1 || axes.Length == 0 ? reduced : s.Builder.Op("Unsqueeze", [reduced, s.Builder.Ints(axes)]);
    }

    private static long[] Axes(GradientScope s)
    {
        if (s.Node.HasInput(1))
            return s.ConstantInput(1) is { } axes
                ? [.. Indices.Read(axes).Select(a => (long)s.Axis(a))]
                : throw s.Refuse("its axes are computed by the network.");
        return s.Node.Int("noop_with_empty_axes") == 1 ? [] : [.. Enumerable.Range(0, s.InputShape().Length).Select(a => (long)a)];
    }
}
