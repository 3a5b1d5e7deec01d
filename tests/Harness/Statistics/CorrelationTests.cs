using System.Text.Json;
using VisEval.Harness.Statistics;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class CorrelationTests
{
    internal static double[] Numbers(JsonElement json, string name) =>
        [.. json.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    [Test]
    public void Agrees_with_SciPy()
    {
        var golden = MetricGoldens.Of("Kendall tau-b / Spearman / Pearson").Single();
        foreach (var pair in golden.Expected.EnumerateArray())
        {
            var (x, y) = (Numbers(pair, "x"), Numbers(pair, "y"));
            Assert.That(Correlation.Pearson(x, y), Is.EqualTo(pair.GetProperty("pearson").GetDouble()).Within(golden.Tolerance));
            Assert.That(Correlation.Spearman(x, y), Is.EqualTo(pair.GetProperty("spearman").GetDouble()).Within(golden.Tolerance));
        }
    }

    [Test]
    public void Spearman_asks_for_the_order_only() =>
        Assert.That(Correlation.Spearman([1, 2, 3, 4], [-9, 0, 1e9, 1e10]), Is.EqualTo(1).Within(1e-12));

    [Test]
    public void A_constant_series_has_none_even_where_rounding_gives_it_a_variance()
    {
        Assert.That(Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3]), Is.Null);
        Assert.That(Correlation.Spearman([1, 2, 3], [0.3, 0.3, 0.3]), Is.Null);
        Assert.That(Correlation.Pearson([1], [2]), Is.Null);
    }

    [Test]
    public void Series_of_different_length_are_an_error() => Assert.That(() => Correlation.Pearson([1, 2], [1]), Throws.ArgumentException);
}
