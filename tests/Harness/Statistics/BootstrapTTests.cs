using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class BootstrapTTests
{
    private static readonly Seed AnySeed = Seed.Of(21);

    [TestCase(9, 1, 0)]
    [TestCase(9, 4, 0)]
    [TestCase(4, 1, 0)]
    [TestCase(4, 3, 0)]
    [TestCase(12, 3, 1e6)]
    public void Agrees_with_a_naive_twin_that_copies_the_drawn_values(int images, int mostRows, double offset)
    {
        var random = AnySeed.For(images).For(mostRows).Random();
        double[][] clusters =
        [
            .. Enumerable.Range(0, images)
                .Select(_ => Enumerable.Range(0, 1 + random.NextInt(mostRows)).Select(_ => offset + random.NextGaussian()).ToArray()),
        ];
        int[][] resamples = [.. Bootstrap.Draws(images, AnySeed, 400)];
        var (ends, dropped) = Naive(clusters, resamples, 0.9);
        var actual = BootstrapT.Of(ClusterTotals.Of(Clusters.Of(clusters)), resamples, 0.9);
        var rounding = 1e-9 * Math.Max(1, offset);
        Assert.That(actual.Dropped, Is.EqualTo(dropped));
        Assert.That(actual.Ends!.Value.Low, Is.EqualTo(ends.Low).Within(rounding));
        Assert.That(actual.Ends.Value.High, Is.EqualTo(ends.High).Within(rounding));
    }

    [Test]
    public void Below_two_clusters_it_is_an_error_and_BCa_does_not_exist()
    {
        var single = ClusterTotals.OfSingles([1]);
        Assert.That(() => BootstrapT.Of(single, [[0]]), Throws.ArgumentException);
        Assert.That(Bca.Of(single, [[0]]), Is.Null);
        Assert.That(StudentInterval.Of(single), Is.Null);
    }

    [Test]
    public void A_level_is_a_probability()
    {
        var totals = ClusterTotals.OfSingles([1, 2]);
        Assert.That(() => BootstrapT.Of(totals, [[0, 1]], 1), Throws.ArgumentException);
        Assert.That(() => Bca.Of(totals, [[0, 1]], 0), Throws.ArgumentException);
        Assert.That(() => StudentInterval.Of(totals, double.NaN), Throws.ArgumentException);
    }

    private static (Interval Ends, int Dropped) Naive(double[][] clusters, int[][] resamples, double level)
    {
        var (mean, error) = MeanAndError(clusters);
        var drawn = resamples.Select(r => MeanAndError([.. r.Select(i => clusters[i])])).ToList();
        var kept = drawn.Where(d => d.Error > 1e-12 * (1 + Math.Abs(mean))).Select(d => (d.Mean - mean) / d.Error).ToList();
        return (
            new Interval(mean - Quantile.Of(kept, (1 + level) / 2) * error, mean - Quantile.Of(kept, (1 - level) / 2) * error),
            drawn.Count - kept.Count);
    }

    private static (double Mean, double Error) MeanAndError(double[][] clusters)
    {
        double n = clusters.Length, rows = clusters.Sum(c => c.Length);
        var mean = clusters.Sum(c => c.Sum()) / rows;
        return (mean, Math.Sqrt(n / (n - 1) * clusters.Sum(c => Math.Pow(c.Sum(v => v - mean), 2))) / rows);
    }
}
