using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>DeepLIFT through a softmax e/Σe, e = exp(x − c): the rescale rule at the exponential (and logarithm), the product rule at
/// e·(1/Σe).</summary>
/// <remarks>The shift c is the largest of both runs: the softmax does not depend on it, and with one c for both, Σ m·Δx = Δy
/// stays exact.</remarks>
internal static class SoftmaxMultipliers
{
    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis", -1));
        var (x, x0) = (s.Input(0), s.AtReference().Input(0));
        Value Largest(Value v) => s.Builder.Op("ReduceMax", [v, s.Builder.Ints(axis)], ("keepdims", 1L));
        var shift = s.Builder.Op("Max", [Largest(x), Largest(x0)]);
        var (e, e0) = ((x - shift).Map("Exp"), (x0 - shift).Map("Exp"));
        var (sum, sum0) = (e.Sum(keep: true, axis), e0.Sum(keep: true, axis));
        var exponential = Rescale.Multiplier(x - x0, e - e0, e, e0);
        if (s.Node.Operator == "LogSoftmax")
        {
            var logarithm = Rescale.Multiplier(sum - sum0, sum.Map("Log") - sum0.Map("Log"), sum.Map("Reciprocal"), sum0.Map("Reciprocal"));
            return [s.Gradient - s.Gradient.Sum(keep: true, axis) * logarithm * exponential];
        }
        var half = s.Gradient * 0.5f;
        var through = half / sum + half / sum0 - (half * (e + e0)).Sum(keep: true, axis) / (sum * sum0);
        return [through * exponential];
    }
}
