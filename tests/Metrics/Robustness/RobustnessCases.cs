using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Robustness;

/// <summary>Images of 1×2×3 pixels and methods that are a formula of the image.</summary>
internal static class RobustnessCases
{
    public static readonly float[] Pixels = [1, -2, 0.5f, 3, 0, -1];

    public static FakeMetricContext Context(
        Func<float[], float[]> explain, Action<Tensor>? asked = null, float[]? image = null, long seed = 1)
    {
        Attribution Of(float[] x) => new(new Tensor(explain(x), 2, 3));
        var pixels = image ?? Pixels;
        var own = Of(pixels);
        return new FakeMetricContext(own, own.ToMap(2, 3))
        {
            Image = new Tensor(pixels, 1, 1, 2, 3),
            SharedSeed = Seed.Of(seed),
            Answer = (x, _, variant) =>
            {
                Assert.That(variant, Is.EqualTo(ModelVariant.Trained));
                asked?.Invoke(x);
                return Of(x.Values);
            },
        };
    }

    /// <summary>The changes of the image that were asked for.</summary>
    public static List<double[]> Changes(Action<FakeMetricContext> score)
    {
        var changes = new List<double[]>();
        score(Context(x => [.. x], x => changes.Add([.. x.Values.Zip(Pixels, (a, b) => (double)a - b)])));
        return changes;
    }

    public static double Length(IEnumerable<double> values) => Math.Sqrt(values.Sum(v => v * v));
}
