using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>The defence of FGVis at an activation: R·1[min(y₀, 0) ≤ y ≤ max(y₀, 0)], y₀ its value on the reference
/// (Wagner et al., 2019).</summary>
internal static class EvidenceBounds
{
    // On the reference itself both runs must agree, whatever the runtime fuses in one of them.
    private const float Rounding = 1e-4f;

    internal static Replacement Replacement { get; } = new(
        (node, facts) => node.Domain.Length == 0 && OperatorFamilies.Of(node, facts) == OperatorFamily.Elementwise, Rule);

    private static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var (y, y0) = (s.Output(), s.AtReference().Output());
        var wide = y0 * (1 + Rounding);
        var inside = s.Builder.Op(
            "And",
            [
                s.Builder.Op("LessOrEqual", [y, SignedParts.Above(wide)]),
                s.Builder.Op("GreaterOrEqual", [y, SignedParts.Below(wide)]),
            ]);
        return s.Derivative(s.Gradient.Where(inside, s.Builder.Scalar(0)));
    }
}
