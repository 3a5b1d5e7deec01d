using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>A padded convolution whose outermost results pass nothing back: what is computed from padding draws the border of the image
/// (Kim et al., 2019).</summary>
/// <remarks>Only where an inner part is left: results at least 3 long along every axis.</remarks>
internal static class BorderlessConvolution
{
    internal static Replacement Replacement { get; } = new(
        (node, facts) => node.Operator == "Conv" && facts.IsConvolution(node) && IsPadded(node)
            && facts.Shapes.Of(node.Outputs[0]).Skip(2).All(length => length > 2),
        Rule);

    private static bool IsPadded(Node node) =>
        node.Text("auto_pad", "NOTSET") is "SAME_UPPER" or "SAME_LOWER" || (node.Ints("pads")?.Any(p => p > 0) ?? false);

    private static IReadOnlyList<Value> Rule(GradientScope s)
    {
        var shape = s.OutputShape();
        var inner = s.Gradient;
        for (var axis = 2; axis < shape.Length; axis++)
            inner = inner.Slice(axis, 1, shape[axis] - 1);
        long[] side = [0, 0, .. Enumerable.Repeat(1L, shape.Length - 2)];
        return s.Derivative(s.Builder.Op("Pad", [inner, s.Builder.Ints([.. side, .. side])]));
    }
}
