using VisEval.Core;

namespace VisEval.Metrics.Shared.Outputs;

/// <summary>The output of a model for one image and one class.</summary>
/// <param name="Probability">The probability of the target; NaN where the scores are no classes.</param>
/// <param name="Logit">The logit of the target.</param>
/// <param name="Top1">The class it finds most likely.</param>
/// <param name="IsFinite">Whether there is a most likely class: no logit is NaN or +∞, and not all are −∞.</param>
/// <param name="HasProbability">Whether the scores are classes.</param>
internal readonly record struct TargetOutput(float Probability, float Logit, int Top1, bool IsFinite, bool HasProbability)
{
    /// <summary>Of one image of a batch.</summary>
    public static TargetOutput Of(ClassScores scores, int image, int target) =>
        new(scores.ProbabilityOrNaN(image, target), scores.Logit(image, target), scores.Top1(image), scores.IsFinite(image),
            scores.HasProbabilities);
}

/// <summary>Asks a model about images that are painted one after the other.</summary>
internal static class PaintedImages
{
    // Bounds the memory of one call: 64 images of 3×224×224 are 39 MB.
    private const int ImagesPerCall = 64;

    /// <summary>The output of every image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="target">The class.</param>
    /// <param name="paint">Paints an image, C·H·W values, every one of them; asked for one image after the other.</param>
    public static TargetOutput[] Outputs(IClassifier model, int count, int target, Action<int, Span<float>> paint)
    {
        var outputs = new TargetOutput[count];
        using var room = new RentedBatch(model.Input, Math.Min(count, ImagesPerCall));
        for (var start = 0; start < count; start += ImagesPerCall)
        {
            var batch = room.Of(Math.Min(ImagesPerCall, count - start));
            for (var i = 0; i < batch.BatchSize; i++)
                paint(start + i, batch.Item(i));
            var scores = model.Predict(batch);
            for (var i = 0; i < batch.BatchSize; i++)
                outputs[start + i] = TargetOutput.Of(scores, i, target);
        }
        return outputs;
    }
}
