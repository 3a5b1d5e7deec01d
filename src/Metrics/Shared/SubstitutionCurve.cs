using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>Which output of the model is followed.</summary>
public enum TargetScore
{
    /// <summary>The softmax probability of the target.</summary>
    Probability,

    /// <summary>The logit of the target.</summary>
    Logit,
}

/// <summary>How the target's score changes while one image turns into another, pixel by pixel, in a given order.</summary>
public static class SubstitutionCurve
{
    // Bounds the memory of one call: 64 images of 3×224×224 are 39 MB.
    private const int ImagesPerCall = 64;

    /// <summary>The number of pixels a step takes so that a map of <paramref name="pixels"/> pixels takes 28 steps, as in
    /// the batch evaluation of RISE (224² pixels, 1792 a step); fewer steps where there are fewer pixels.</summary>
    public static int AutomaticStep(int pixels) => (pixels + 27) / 28;

    /// <summary>The target's score after 0, step, 2·step, …, H·W pixels were substituted: ⌈H·W/step⌉+1 points, both ends in.</summary>
    /// <param name="model">The model.</param>
    /// <param name="from">The image at the start, 1×C×H×W.</param>
    /// <param name="to">The image at the end, of the same shape; a pixel is substituted in all its channels.</param>
    /// <param name="order">All H·W pixel indices (row-major), the first to be substituted first.</param>
    /// <param name="step">Pixels a step, at least 1; the last step takes what is left.</param>
    /// <param name="target">The class.</param>
    /// <param name="score">Probability or logit.</param>
    public static double[] Scores(IClassifier model, Tensor from, Tensor to, int[] order, int step, int target, TargetScore score)
    {
        var points = (order.Length + step - 1) / step + 1;
        var scores = new double[points];
        var current = (float[])from.Values.Clone();
        var batch = Tensor.Zeros(0, 0);
        for (var start = 0; start < points; start += ImagesPerCall)
        {
            var count = Math.Min(ImagesPerCall, points - start);
            if (batch.BatchSize != count)
                batch = Tensor.Zeros([count, .. from.Shape[1..]]);
            for (var i = 0; i < count; i++)
            {
                var done = Math.Min((start + i) * step, order.Length);
                Substitute(current, to.Values, order.AsSpan(Math.Max(0, (start + i - 1) * step)..done), order.Length);
                current.CopyTo(batch.Item(i));
            }
            var predicted = model.Predict(batch);
            for (var i = 0; i < count; i++)
                scores[start + i] = score == TargetScore.Logit ? predicted.Logit(i, target) : predicted.Probability(i, target);
        }
        return scores;
    }

    private static void Substitute(float[] image, float[] source, ReadOnlySpan<int> pixels, int plane)
    {
        for (var channel = 0; channel < image.Length; channel += plane)
            foreach (var pixel in pixels)
                image[channel + pixel] = source[channel + pixel];
    }
}
