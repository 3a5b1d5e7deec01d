using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>The mean of the explanations of an image with noise in it.</summary>
public static class SmoothedExplanation
{
    // Bounds the memory of one call: 64 images of 3×224×224 are 39 MB.
    private const int ImagesPerCall = 64;

    private sealed record Key(int Samples, double Noise, ModelVariant Variant);

    private sealed record CopiesKey(int Samples, double Noise);

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
        var random = context.SharedSeed.For("noise of smoothed explanations").Random();
        double[]? sums = null;
        Attribution? first = null;
        for (var start = 0; start < samples; start += ImagesPerCall)
        {
            var count = Math.Min(ImagesPerCall, samples - start);
            Tensor Drawn() => Copies(image, count, start + count == samples, noise, random);
            // What is drawn in one go is the same for every explanation of the image, on every copy of the model.
            var batch = count == samples
                ? SharedDraws.Of(context, new CopiesKey(samples, noise), (long)samples * image.Length, Drawn)
                : Drawn();
            foreach (var explanation in context.Explain(batch, context.Target, variant))
            {
                first ??= explanation;
                sums ??= new double[explanation.Values.Length];
                SpanMath.AddScaled(explanation.Values.Values, 1, sums);
            }
        }
        return first! with { Values = new Tensor(Array.ConvertAll(sums!, s => (float)(s / samples)), first.Values.Shape) };
    }

    // The last image of all is the image itself.
    private static Tensor Copies(Tensor image, int count, bool last, double noise, RandomSource random)
    {
        var (minimum, maximum) = SpanMath.Extremes(image.Values);
        var deviation = noise * ((double)maximum - minimum);
        var batch = Tensor.Zeros([count, .. image.Shape[1..]]);
        for (var i = 0; i < count; i++)
        {
            var noisy = batch.Item(i);
            image.Values.CopyTo(noisy);
            if (!last || i < count - 1)
                foreach (ref var value in noisy)
                    value += (float)(deviation * random.NextGaussian());
        }
        return batch;
    }
}
