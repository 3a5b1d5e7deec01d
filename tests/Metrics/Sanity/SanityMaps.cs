using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

/// <summary>Explanations for the sanity checks, large enough for every similarity.</summary>
internal static class SanityMaps
{
    public const int Side = 48;

    public static Attribution Random(long seed)
    {
        var random = Seed.Of(seed).Random();
        float[] values = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => (float)random.NextGaussian())];
        return new Attribution(new Tensor(values, 3, Side, Side));
    }

    public static Attribution Constant(float value) =>
        new(new Tensor([.. Enumerable.Repeat(value, 3 * Side * Side)], 3, Side, Side));

    public static Attribution Times(Attribution explanation, float factor) =>
        new(new Tensor([.. explanation.Values.Values.Select(v => factor * v)], explanation.Values.Shape));

    public static SaliencyMap Map(Attribution explanation) => explanation.ToMap(Side, Side);

    /// <summary>A context in which copies of the model explain as told, whatever the image.</summary>
    public static FakeMetricContext Context(Attribution explanation, int layers, Func<ModelVariant, Attribution> on) =>
        new(explanation, Map(explanation))
        {
            Image = Tensor.Zeros(1, 1, 2, 2),
            WeightLayerCount = layers,
            Answer = (_, _, variant) => on(variant),
        };
}
