using VisEval.Core;

namespace VisEval.Metrics.Shared.Copies;

/// <summary>The mean of the explanations of an image with noise in it.</summary>
internal static class SmoothedExplanation
{
    private sealed record Key(int Samples, double Noise, ModelVariant Variant);

    private sealed record CopiesKey(int Samples, double Noise);

    /// <summary>The mean over <paramref name="samples"/> explanations on a copy of the model; computed once for all metrics.</summary>
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
        var (minimum, maximum) = SpanMath.Extremes(context.Image.Values);
        var deviation = noise * ((double)maximum - minimum);
        var random = context.SharedSeed.For("noise of smoothed explanations").Random();
        double[]? sums = null;
        Attribution? first = null;
        // The copies are the same on every copy of the model; the last is the image itself.
        foreach (var batch in CopyBatches.Of(context, new CopiesKey(samples, noise), samples, Write))
            foreach (var explanation in context.Explain(batch, context.Target, variant))
            {
                first ??= explanation;
                sums ??= new double[explanation.Values.Length];
                SpanMath.AddScaled(explanation.Values.Values, 1, sums);
            }
        return first! with { Values = new Tensor(Array.ConvertAll(sums!, s => (float)(s / samples)), first.Values.Shape) };

        void Write(int index, Span<float> copy)
        {
            context.Image.Values.CopyTo(copy);
            if (index == samples - 1)
                return;
            foreach (ref var value in copy)
                value += (float)(deviation * random.NextGaussian());
        }
    }
}
