using VisEval.Core;

namespace VisEval.Metrics.Shared.Outputs;

/// <summary>The outputs of a model for a class in changed copies of an image.</summary>
internal static class ChangedImages
{
    /// <summary>Writes the change of a copy.</summary>
    /// <param name="index">Which copy.</param>
    /// <param name="image">The copy, C·H·W values, the image itself before.</param>
    public delegate void Change(int index, Span<float> image);

    /// <summary>The outputs for all copies.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The image, 1×C×H×W.</param>
    /// <param name="target">The class.</param>
    /// <param name="count">The number of copies.</param>
    /// <param name="change">Changes one; called in order.</param>
    public static TargetOutputs Outputs(IClassifier model, Tensor image, int target, int count, Change change) =>
        TargetOutputs.Of(PaintedImages.Outputs(model, count, target, (i, copy) =>
        {
            image.Values.CopyTo(copy);
            change(i, copy);
        }), target);

    /// <summary>Replaces pixels in all channels.</summary>
    public static void Replace(Span<float> image, ReadOnlySpan<int> pixels, Tensor fill)
    {
        var plane = fill.Shape[^2] * fill.Shape[^1];
        for (var channel = 0; channel < image.Length; channel += plane)
            foreach (var pixel in pixels)
                image[channel + pixel] = fill.Values[channel + pixel];
    }
}
