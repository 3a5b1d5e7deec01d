using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Reductions over axes.</summary>
/// <remarks>The axes are an input, which the derivative reads as well: it does not matter whether they are constant. Without axes all
/// are reduced, or none, as an attribute says; then the operator still maps every element, as a reduction over an axis
/// of length 1.</remarks>
internal static class ReductionGradients
{
    [GradientOf("ReduceSum")]
    internal static IReadOnlyList<Value> ReduceSum(GradientScope s) => [Spread(s, Keep(s, s.Gradient))];

    // The number of averaged values is counted at run time: the batch may be among the axes.
    [GradientOf("ReduceMean")]
    internal static IReadOnlyList<Value> ReduceMean(GradientScope s)
    {
        var counted = s.Input(0).Map("Size").ToFloat() / s.Output().Map("Size").ToFloat();
        return [Spread(s, Keep(s, s.Gradient / counted))];
    }

    // Equal extremes share the derivative evenly.
    [GradientOf("ReduceMax")]
    [GradientOf("ReduceMin")]
    internal static IReadOnlyList<Value> ReduceExtreme(GradientScope s)
    {
        var winners = s.Builder.Op("Equal", [s.Input(0), Keep(s, s.Output())]);
        return [Gates.Choose(Keep(s, s.Gradient) / Sum(s, winners.ToFloat()), winners)];
    }

    [GradientOf("ReduceL1")]
    internal static IReadOnlyList<Value> ReduceL1(GradientScope s) => [Keep(s, s.Gradient) * s.Input(0).Map("Sign")];

    // dx = g·x/y; at the kink x = 0 the subgradient 0.
    [GradientOf("ReduceL2")]
    internal static IReadOnlyList<Value> ReduceL2(GradientScope s) =>
        [s.Input(0) * Keep(s, Gates.Choose(s.Gradient / s.Output(), s.Output() > 0))];

    [GradientOf("ReduceSumSquare")]
    internal static IReadOnlyList<Value> ReduceSumSquare(GradientScope s) => [s.Input(0) * Keep(s, s.Gradient * 2f)];

    // y = ln Σx: dx = g/Σx = g·exp(−y)
    [GradientOf("ReduceLogSum", SingularIn = 0)]
    internal static IReadOnlyList<Value> ReduceLogSum(GradientScope s) => [Spread(s, Keep(s, s.Gradient * (-s.Output()).Map("Exp")))];

    // y = ln Σeˣ: dx = g·exp(x − y), where no power overflows.
    [GradientOf("ReduceLogSumExp")]
    internal static IReadOnlyList<Value> ReduceLogSumExp(GradientScope s) =>
        [(s.Input(0) - Keep(s, s.Output())).Map("Exp") * Keep(s, s.Gradient)];

    // dx = g·(product of the others). It is zero where another element is zero; elsewhere the product of the elements that are not
    // zero, without x itself.
    [GradientOf("ReduceProd")]
    internal static IReadOnlyList<Value> ReduceProd(GradientScope s)
    {
        var isZero = s.Builder.Op("Equal", [s.Input(0), s.Builder.Scalar(0)]);
        var filled = s.Builder.Scalar(1).Where(isZero, s.Input(0));
        var zero = isZero.ToFloat();
        var product = Reduce(s, "ReduceProd", filled) * Keep(s, s.Gradient);
        return [Gates.Choose(product / filled, (Sum(s, zero) - zero) < 1)];
    }

    private static Value Spread(GradientScope s, Value kept) => s.Builder.Op("Expand", [kept, s.Input(0).Shape()]);

    private static Value Sum(GradientScope s, Value value) => Reduce(s, "ReduceSum", value);

    // Another reduction over the same axes, which stay with length 1.
    private static Value Reduce(GradientScope s, string op, Value value) => s.Builder.Op(
        op, [value, .. Axes(s)], ("keepdims", 1L), ("noop_with_empty_axes", s.Node.Int("noop_with_empty_axes")));

    // Reduced axes come back with length 1. Where all are reduced a scalar is as good; where none is, there are none to bring back.
    private static Value Keep(GradientScope s, Value reduced) =>
        s.Node.Int("keepdims", 1) == 0 && Axes(s) is [var axes] ? s.Builder.Op("Unsqueeze", [reduced, axes]) : reduced;

    private static Value[] Axes(GradientScope s) => s.Node.HasInput(1) ? [s.Input(1)] : [];
}
