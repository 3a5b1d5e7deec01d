using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Statistics;

public sealed class BootstrapTests
{
    private static readonly Seed AnySeed = Seed.Of(3);

    // Values, 200 × 12 resamples and both intervals: NumPy 1.24.2, percentiles with linear interpolation.
    [TestCase(0.95, 0.8198097916666667, 1.8104289583333335)]
    [TestCase(0.90, 0.8776899999999999, 1.7619020833333334)]
    public void Given_the_resamples_it_agrees_with_NumPy(double level, double low, double high)
    {
        double[] values = [0.7394, 0.5314, 0.9718, 3.0129, 0.474, 0.4665, 0.4236, 0.5869, 2.5458, 0.9087, 2.8236, 1.715];
        var resamples = File.ReadLines(Expected.Path("Harness", "Statistics", "bootstrap-resamples.csv"))
            .Select(line => line.Split(',').Select(i => int.Parse(i, CultureInfo.InvariantCulture)).ToArray());
        var interval = Bootstrap.PercentileInterval(Clusters.Of(OneEach(values)), resamples, level);
        Assert.That(interval.Low, Is.EqualTo(low).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(high).Within(1e-12));
    }

    [Test]
    public void Agrees_with_a_naive_twin_that_copies_the_drawn_values()
    {
        double[][] clusters = [[1, 2], [5], [3, 3, 9], [0.5], [-2, 4]];
        var random = AnySeed.Random();
        var means = new List<double>();
        for (var r = 0; r < 500; r++)
        {
            var drawn = new List<double>();
            foreach (var _ in clusters)
                drawn.AddRange(clusters[random.NextInt(clusters.Length)]);
            means.Add(drawn.Average());
        }
        var interval = Bootstrap.PercentileInterval(clusters, AnySeed, 500, 0.8);
        Assert.That(interval.Low, Is.EqualTo(Quantile.Of(means, 0.1)).Within(1e-12));
        Assert.That(interval.High, Is.EqualTo(Quantile.Of(means, 0.9)).Within(1e-12));
    }

    [Test]
    public void Repeating_a_value_within_its_cluster_makes_nothing_more_certain() =>
        Assert.That(
            Bootstrap.PercentileInterval([[1, 1], [2, 2], [4, 4]], AnySeed),
            Is.EqualTo(Bootstrap.PercentileInterval([[1], [2], [4]], AnySeed)));

    [Test]
    public void The_same_seed_gives_the_same_interval_and_another_seed_another()
    {
        var values = OneEach([.. Enumerable.Range(0, 40).Select(i => Math.Sin(i))]);
        Assert.That(Bootstrap.PercentileInterval(values, AnySeed), Is.EqualTo(Bootstrap.PercentileInterval(values, AnySeed)));
        Assert.That(Bootstrap.PercentileInterval(values, AnySeed), Is.Not.EqualTo(Bootstrap.PercentileInterval(values, Seed.Of(4))));
    }

    [Test]
    public void Covers_what_normal_theory_says()
    {
        var random = AnySeed.Random();
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextGaussian())];
        var mean = values.Average();
        var error = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length / values.Length);
        var interval = Bootstrap.PercentileInterval(OneEach(values), AnySeed, 4000);
        Assert.That(interval.Low, Is.EqualTo(mean - 1.96 * error).Within(0.15 * error));
        Assert.That(interval.High, Is.EqualTo(mean + 1.96 * error).Within(0.15 * error));
    }

    [Test]
    public void The_mean_given_as_a_statistic_has_the_interval_of_the_mean()
    {
        double[] values = [1, 4, 2, 8, 5, 7];
        Assert.That(
            Bootstrap.PercentileInterval(drawn => drawn.Average(i => values[i]), Bootstrap.Draws(values.Length, AnySeed, 300), 0.9),
            Is.EqualTo(Bootstrap.PercentileInterval(OneEach(values), AnySeed, 300, 0.9)));
    }

    [Test]
    public void Resamples_without_the_statistic_are_left_out_and_where_all_are_there_is_no_interval()
    {
        var resamples = Bootstrap.Draws(3, AnySeed, 100);
        Assert.That(
            Bootstrap.PercentileInterval(drawn => drawn.Contains(0) ? 5 : null, resamples, 0.95), Is.EqualTo(new Interval(5, 5)));
        Assert.That(Bootstrap.PercentileInterval(_ => null, resamples, 0.95), Is.Null);
    }

    [TestCase(5)]
    [TestCase(50_000)]
    public void Kept_or_not_the_draws_are_the_same(int images)
    {
        var resampling = new Resampling(AnySeed);
        foreach (var _ in new[] { "first", "second" })
            Assert.That(resampling.Of(images, 100).Last(), Is.EqualTo(Bootstrap.Draws(images, AnySeed, 100).Last()));
    }

    [Test]
    public void A_constant_has_an_interval_without_width() =>
        Assert.That(Bootstrap.PercentileInterval([[2], [2], [2]], AnySeed), Is.EqualTo(new Interval(2, 2)));

    [Test]
    public void Without_clusters_values_or_a_level_it_is_an_error()
    {
        Assert.That(() => Bootstrap.PercentileInterval([], AnySeed), Throws.ArgumentException);
        Assert.That(() => Bootstrap.PercentileInterval([[1], []], AnySeed), Throws.ArgumentException);
        Assert.That(() => Bootstrap.PercentileInterval([[1]], AnySeed, 10, 1), Throws.ArgumentException);
        Assert.That(() => Bootstrap.PercentileInterval([[1]], AnySeed, 0), Throws.ArgumentException);
    }

    private static double[][] OneEach(double[] values) => [.. values.Select(v => new[] { v })];
}
