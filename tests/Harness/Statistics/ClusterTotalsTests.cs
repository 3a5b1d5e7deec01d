using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class ClusterTotalsTests
{
    [Test]
    public void Clusters_without_a_value_are_left_out()
    {
        var totals = ClusterTotals.Of(Clusters.Of([[1, 2], [], [6]]));
        Assert.That((totals.Count, totals.Rows, totals.Sum, totals.Mean), Is.EqualTo((2, 3L, 9.0, 3.0)));
        Assert.That(totals.Equal, Is.False);
    }

    [Test]
    public void Of_clusters_of_one_size_the_error_is_that_of_their_means()
    {
        var totals = ClusterTotals.Of(Clusters.Of([[1, 3], [4, 6], [0, 1]]));
        // Means 2, 5, ½: s² = 63/12.
        Assert.That(totals.StandardError, Is.EqualTo(Math.Sqrt(63.0 / 12 / 3)).Within(1e-14));
        Assert.That(totals.Means().StandardError, Is.EqualTo(totals.StandardError).Within(1e-14));
    }

    [Test]
    public void Moving_every_value_moves_the_mean_and_nothing_else()
    {
        var totals = ClusterTotals.Of(Clusters.Of([[1, 3], [4], [0, 1, 2]]));
        var moved = totals.Shifted(0.5);
        Assert.That(moved.Mean, Is.EqualTo(totals.Mean + 0.5).Within(1e-15));
        Assert.That(moved.StandardError, Is.EqualTo(totals.StandardError).Within(1e-15));
    }

    [Test]
    public void Rounding_is_no_spread()
    {
        Assert.That(ClusterTotals.OfSingles([0.1 + 0.2, 0.3, 0.3]).HasSpread, Is.False);
        Assert.That(ClusterTotals.OfSingles([0.3, 0.3, 0.3000001]).HasSpread, Is.True);
        Assert.That(ClusterTotals.OfSingles([0.3]).HasSpread, Is.False);
    }

    [Test]
    public void What_has_no_mean_is_an_error()
    {
        Assert.That(() => ClusterTotals.OfSingles([1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => new ClusterTotals([1], [0]), Throws.ArgumentException);
        Assert.That(() => new ClusterTotals([1], []), Throws.ArgumentException);
    }
}
