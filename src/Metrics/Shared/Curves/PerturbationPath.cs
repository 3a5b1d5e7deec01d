using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>The outputs of a model while one image turns into another, element by element, in a given order.</summary>
internal static class PerturbationPath
{
    /// <summary>The outputs at every point.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The image at the start, 1×C×H×W.</param>
    /// <param name="to">The image at the end, of the same shape.</param>
    /// <param name="order">Indices of pixels (row-major; replaced in all their channels), or of values of C×H×W, in the order
    /// of replacement.</param>
    /// <param name="points">What is replaced at each point; the number of first ones does not decrease.</param>
    /// <param name="target">The class.</param>
    /// <param name="valuesApart">Whether the elements are the values of C×H×W.</param>
    public static TargetOutputs Outputs(
        IClassifier model, Tensor from, Tensor to, int[] order, IReadOnlyList<Replacement> points, int target, bool valuesApart = false)
    {
        var current = (float[])from.Values.Clone();
        var stride = valuesApart ? from.Length : from.Shape[^2] * from.Shape[^1];
        var done = 0;
        return TargetOutputs.Of(PaintedImages.Outputs(model, points.Count, target, (i, image) =>
        {
            var (first, others) = points[i];
            Replace(current, to.Values, order.AsSpan(done, first - done), stride);
            done = first;
            current.CopyTo(image);
            Replace(image, to.Values, others, stride);
        }), target);
    }

    private static void Replace(Span<float> image, float[] source, ReadOnlySpan<int> elements, int stride)
    {
        for (var channel = 0; channel < image.Length; channel += stride)
            foreach (var element in elements)
                image[channel + element] = source[channel + element];
    }
}
