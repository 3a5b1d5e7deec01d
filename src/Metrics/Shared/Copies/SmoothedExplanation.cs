using VisEval.Core;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>The mean of the explanations of an image with noise in it.</summary>
public static class SmoothedExplanation
{
    // Bounds the memory of one call: 64 images of 3×224×224 are 39 MB.
    private const int ImagesPerCall = 64;

    private sealed record Key(int Samples, double Noise, ModelVariant Variant);

    /// <summary>The mean over <paramref name="samples"/> explanations on a copy of the model; worked out once for all metrics.</summary>
    /// <remarks>All but the last image have normal noise of deviation noise · (max x − min x), the same for every copy of the model; the
    /// last is the image itself, so that one sample is the explanation itself (as in the code of Hedström et al., 2023).</remarks>
    /// <param name="context">The explanation.</param>
    /// <param name="samples">The number of images, at least 1.</param>
    /// <param name="noise">The deviation of the noise as a share of the image's range.</param>
    /// <param name="variant">The copy of the model.</param>
    public static Attribution Of(IMetricContext context, int samples, double noise, ModelVariant variant) =>
        context.Share(new Key(samples, noise, variant), () => Mean(context, samples, noise, variant));

    private static Attribution Mean(IMetricContext context, int samples, double noise, ModelVariant variant)
    {
        var image = context.Image;
        var deviation = noise * ((double)image.Values.Max() - image.Values.Min());
        var random = context.SharedSeed.For("noise of smoothed explanations").Random();
        double[]? sums = null;
        Attribution? first = null;
        for (var start = 0; start < samples; start += ImagesPerCall)
        {
            var batch = Tensor.Zeros([Math.Min(ImagesPerCall, samples - start), .. image.Shape[1..]]);
            for (var i = 0; i < batch.BatchSize; i++)
            {
                var noisy = batch.Item(i);
                image.Values.CopyTo(noisy);
                if (start + i < samples - 1)
                    foreach (ref var value in noisy)
                        value += (float)(deviation * random.NextGaussian());
            }
            foreach (var explanation in context.Explain(batch, context.Target, variant))
            {
                first ??= explanation;
                sums ??= new double[explanation.Values.Length];
                for (var i = 0; i < sums.Length; i++)
                    sums[i] += explanation.Values.Values[i];
            }
        }
        return first! with { Values = new Tensor([.. sums!.Select(s => (float)(s / samples))], first.Values.Shape) };
    }
}
