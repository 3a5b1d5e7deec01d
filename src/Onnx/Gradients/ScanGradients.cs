using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Running sums.</summary>
internal static class ScanGradients
{
    // An element adds to every sum from its place on, so its derivative is the running sum from the other end.
    [GradientOf("CumSum")]
    internal static IReadOnlyList<Value> CumSum(GradientScope s) =>
        [s.Builder.Op("CumSum", [s.Gradient, s.Input(1)], ("exclusive", s.Node.Int("exclusive")), ("reverse", 1 - s.Node.Int("reverse")))];
}
