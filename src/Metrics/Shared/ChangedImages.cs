using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>What a model says of a class in changed copies of an image.</summary>
public static class ChangedImages
{
    // Bounds the memory of one call: 64 images of 3×224×224 are 39 MB.
    private const int ImagesPerCall = 64;

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
    public static TargetOutputs Outputs(IClassifier model, Tensor image, int target, int count, Change change)
    {
        var outputs = new TargetOutputs(new double[count], new double[count], new bool[count]);
        var batch = Tensor.Zeros(0, 0);
        for (var start = 0; start < count; start += ImagesPerCall)
        {
            var size = Math.Min(ImagesPerCall, count - start);
            if (batch.BatchSize != size)
                batch = Tensor.Zeros([size, .. image.Shape[1..]]);
            for (var i = 0; i < size; i++)
            {
                image.Values.CopyTo(batch.Item(i));
                change(start + i, batch.Item(i));
            }
            SubstitutionCurve.Record(model.Predict(batch), target, outputs, start);
        }
        return outputs;
    }

    /// <summary>Replaces pixels in all channels.</summary>
    public static void Replace(Span<float> image, ReadOnlySpan<int> pixels, Tensor fill)
    {
        var plane = fill.Shape[^2] * fill.Shape[^1];
        for (var channel = 0; channel < image.Length; channel += plane)
            foreach (var pixel in pixels)
                image[channel + pixel] = fill.Values[channel + pixel];
    }
}
