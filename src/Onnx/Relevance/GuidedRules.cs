using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Rules that let only some of the derivative through a ReLU.</summary>
/// <remarks>A Clip that starts at 0 (ReLU6) is a ReLU too: where a rule masks by the forward pass, it also masks what the upper
/// bound cut.</remarks>
internal static class GuidedRules
{
    /// <summary>R·1[x&gt;0]·1[R&gt;0]: the derivative of the positive part (Springenberg et al., 2014).</summary>
    internal static IReadOnlyList<Value> Guided(GradientScope s) => s.Derivative(s.Gradient.Map("Relu"));

    /// <summary>R·1[R&gt;0] (Zeiler and Fergus, 2014).</summary>
    internal static IReadOnlyList<Value> Deconvolution(GradientScope s) => [s.Gradient.Map("Relu")];

    /// <summary>R·1[x&gt;0 or R&gt;0]: what would switch a ReLU on passes too (the authors' code of Olah et al., 2017).</summary>
    internal static IReadOnlyList<Value> Redirected(GradientScope s) =>
        [s.Gradient.Map("Relu") - s.Derivative((-s.Gradient).Map("Relu"))[0]];

    /// <summary>A rule for every ReLU.</summary>
    internal static Replacement At(GradientRule rule) => new((node, facts) => IsRelu(node, facts.Graph), rule);

    /// <summary>Whether a node is a ReLU, a clipped one too; leaky ones are none.</summary>
    internal static bool IsRelu(Node node, Graph graph) => node.Domain.Length == 0
        && (node.Operator == "Relu"
            || (node.Operator == "Clip" && node.HasInput(1)
                && graph.Constants.TryGetValue(node.Inputs[1], out var low) && low.Type == ElementType.Float && low.Floats is [0]));
}
