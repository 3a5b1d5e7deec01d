using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Pooling by the p-norm: y = (Σ|x|ᵖ)^(1/p), so dx = sign(x)·|x|^(p−1)·Σ over its windows of g·y^(1−p).</summary>
/// <remarks>Where a whole window is zero the norm has a kink, and no derivative is passed.</remarks>
internal static class LpPoolGradients
{
    [GradientOf("LpPool")]
    internal static IReadOnlyList<Value> LpPool(GradientScope s) =>
        [Slope(s) * WindowSums.Spread(s, Shares(s), Window.Of(s, s.Node.Ints("kernel_shape")!))];

    [GradientOf("GlobalLpPool")]
    internal static IReadOnlyList<Value> GlobalLpPool(GradientScope s) => [Slope(s) * Shares(s)];

    private static long Order(GradientScope s) => s.Node.Int("p", 2);

    private static Value Slope(GradientScope s)
    {
        var x = s.Input(0);
        return Order(s) == 2 ? x : x.Map("Sign") * Power(x.Map("Abs"), Order(s) - 1);
    }

    private static Value Shares(GradientScope s) =>
        (s.Gradient / Power(s.Output(), Order(s) - 1)).Where(s.Output() > 0, s.Builder.Scalar(0));

    private static Value Power(Value x, long exponent) => exponent == 1 ? x : x.Builder.Op("Pow", [x, x.Builder.Scalar(exponent)]);
}
