using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Harness.Statistics.Sequential;

namespace VisEval.Tests.Harness.Statistics.Sequential;

public sealed class FiniteMeanTests
{
    [Test]
    public void Is_the_textbooks_interval_of_a_sample_without_replacement()
    {
        double[] values = [3, 5, 4, 8, 1];
        var interval = FiniteMean.Of(ClusterTotals.OfSingles(values), 20, 0.95)!.Value;

        // Mean 4.2, s² = 6.7, t of 4 degrees 2.776445105, 1 − n/N = .75.
        var half = 2.776445105 * Math.Sqrt(6.7 / 5 * 0.75);
        Assert.That(interval.Low, Is.EqualTo(4.2 - half).Within(1e-8));
        Assert.That(interval.High, Is.EqualTo(4.2 + half).Within(1e-8));
    }

    [Test]
    public void Of_a_large_population_is_Students()
    {
        var totals = new ClusterTotals([1, 5, 2, 4], [1, 2, 1, 2]);
        var student = StudentInterval.Of(totals, 0.99)!.Value;
        var finite = FiniteMean.Of(totals, int.MaxValue, 0.99)!.Value;
        Assert.That((finite.Low, finite.High), Is.EqualTo((student.Low, student.High)).Using<(double, double)>(
            (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-7 && Math.Abs(a.Item2 - b.Item2) < 1e-7));
    }

    [Test]
    public void Of_the_whole_population_is_its_mean()
    {
        var interval = FiniteMean.Of(ClusterTotals.OfSingles([1, 2, 6]), 3, 0.999);
        Assert.That(interval, Is.EqualTo(new Interval(3, 3)));
    }

    [Test]
    public void Needs_two_clusters_and_no_more_than_there_are()
    {
        Assert.That(FiniteMean.Of(ClusterTotals.OfSingles([1]), 3, 0.9), Is.Null);
        Assert.That(
            () => FiniteMean.Of(ClusterTotals.OfSingles([1, 2, 3]), 2, 0.9),
            Throws.ArgumentException.With.Message.StartsWith("3 clusters cannot be drawn from 2."));
    }

    [TestCase(20)]
    [TestCase(90)]
    public void Covers_the_mean_of_the_population(int drawn)
    {
        const int population = 120;
        const int runs = 4000;
        var random = Seed.Of(drawn).Random();
        double[] all = [.. Enumerable.Range(0, population).Select(_ => random.NextGaussian())];
        var mean = all.Average();
        var covered = 0;
        for (var run = 0; run < runs; run++)
        {
            random.Shuffle(all.AsSpan());
            var interval = FiniteMean.Of(ClusterTotals.OfSingles(all[..drawn]), population, 0.95)!.Value;
            covered += interval.Low <= mean && mean <= interval.High ? 1 : 0;
        }
        Assert.That(covered / (double)runs, Is.EqualTo(0.95).Within(0.012));
    }
}
