using VisEval.Onnx.Gradients;

namespace VisEval.Onnx.Relevance;

/// <summary>RectGrad at one ReLU: R·1[a·R &gt; τ], τ the quantile of a·R over the layer, for each image (Kim et al., 2019).</summary>
/// <remarks>The quantile lies between the two nearest of the sorted values, linearly (position q·(n−1), counted from 0).</remarks>
internal static class RectifiedGradient
{
    internal static GradientRule Rule(double quantile) => s =>
    {
        var importance = s.Output() * s.Gradient;
        var count = s.Shapes.PerImage(s.Node.Outputs[0]);
        var place = quantile * (count - 1);
        var below = (long)Math.Floor(place);
        // Only the largest values are sorted: the last of them is the one below the quantile, the one before it the one above.
        var largest = count - below;
        var sorted = s.Builder.Op(
            "TopK", 2, [importance.Reshape(0, -1), s.Builder.Ints(largest)], ("axis", 1L), ("largest", 1L), ("sorted", 1L))[0];
        var low = sorted.Slice(1, largest - 1, largest);
        var high = largest > 1 ? sorted.Slice(1, largest - 2, largest - 1) : low;
        var threshold = low + (high - low) * (float)(place - below);
        long[] perImage = [-1, .. Enumerable.Repeat(1L, s.OutputShape().Length - 1)];
        // Asked the other way round NaN, which compares with nothing, would become a sound-looking 0.
        var stopped = s.Builder.Op("LessOrEqual", [importance, threshold.Reshape(perImage)]);
        return [s.Builder.Scalar(0).Where(stopped, s.Gradient)];
    };
}
