using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Softmax and its logarithm.</summary>
internal static class SoftmaxGradients
{
    // dx = y·(g − Σ g·y) along the axis
    [GradientOf("Softmax")]
    internal static IReadOnlyList<Value> Softmax(GradientScope s)
    {
        var weighted = s.Gradient * s.Output();
        return [weighted - s.Output() * weighted.Sum(keep: true, Axis(s))];
    }

    // dx = g − softmax·Σ g along the axis
    [GradientOf("LogSoftmax")]
    internal static IReadOnlyList<Value> LogSoftmax(GradientScope s) =>
        [s.Gradient - s.Output().Map("Exp") * s.Gradient.Sum(keep: true, Axis(s))];

    private static int Axis(GradientScope s) => s.Axis(s.Node.Int("axis", -1));
}
