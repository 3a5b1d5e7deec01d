using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Rules that let only some of the derivative through a ReLU.</summary>
internal static class GuidedRules
{
    /// <summary>R·1[x&gt;0]·1[R&gt;0] (Springenberg et al., 2014).</summary>
    internal static IReadOnlyList<Value> Relu(GradientScope s) =>
        [Gates.Above(s, s.Gradient.Map("Relu"), s.Output(), 0)];
}
