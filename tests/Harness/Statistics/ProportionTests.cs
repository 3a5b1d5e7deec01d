using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class ProportionTests
{
    [Test]
    public void No_hit_and_nothing_but_hits_are_not_certain([Values(1, 5, 12)] int images, [Values(1, 2)] int rows)
    {
        foreach (var hit in new[] { 0.0, 1 })
        {
            var totals = new ClusterTotals([.. Enumerable.Repeat(hit * rows, images)], [.. Enumerable.Repeat(rows, images)]);
            var ends = Proportion.Of(totals).Wilson();
            Assert.That(hit == 0 ? ends.Low : 1 - ends.High, Is.Zero);
            Assert.That(ends.High - ends.Low, Is.GreaterThan(0.2));
            Assert.That(ends, Is.EqualTo(ProportionInterval.Wilson(hit * images, images)), "Agreeing rows count as one.");
        }
    }

    [Test]
    public void Wilsons_ends_are_where_the_test_of_a_proportion_is_just_not_rejected([Values(0.0, 1, 3, 6.5, 10)] double hits)
    {
        var ends = ProportionInterval.Wilson(hits, 10);
        foreach (var end in new[] { ends.Low, ends.High }.Where(e => e is > 0 and < 1))
            Assert.That(Math.Abs(hits / 10 - end) / Math.Sqrt(end * (1 - end) / 10), Is.EqualTo(1.959963984540054).Within(1e-9));
    }

    [Test]
    public void Clopper_and_Pearsons_ends_are_where_a_tail_of_the_binomial_has_half_of_what_is_left([Values(1, 4, 9)] int hits)
    {
        var ends = ProportionInterval.ClopperPearson(hits, 10);
        double Above(double p) => Enumerable.Range(hits, 11 - hits).Sum(k => Chosen(k) * Math.Pow(p, k) * Math.Pow(1 - p, 10 - k));
        double Below(double p) => Enumerable.Range(0, hits + 1).Sum(k => Chosen(k) * Math.Pow(p, k) * Math.Pow(1 - p, 10 - k));
        Assert.That(Above(ends.Low), Is.EqualTo(0.025).Within(1e-9));
        Assert.That(Below(ends.High), Is.EqualTo(0.025).Within(1e-9));

        static double Chosen(int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (11 - i) / i);
    }

    [Test]
    public void Covers_what_the_reference_says_where_the_rows_of_an_image_agree()
    {
        // 20 images of two agreeing rows, p = .8: .956 in the reference's simulation, .84 were the rows counted as independent.
        const int Runs = 3000;
        var random = Seed.Of(1).Random();
        var (covered, naive) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            double[] hits = [.. Enumerable.Range(0, 20).Select(_ => random.NextDouble() < 0.8 ? 2.0 : 0)];
            var totals = new ClusterTotals(hits, [.. hits.Select(_ => 2)]);
            covered += Contains(Proportion.Of(totals).Wilson()) ? 1 : 0;
            naive += Contains(ProportionInterval.Wilson(totals.Sum, totals.Rows)) ? 1 : 0;
        }
        Assert.That(covered / (double)Runs, Is.EqualTo(0.9556).Within(0.015));
        Assert.That(naive / (double)Runs, Is.EqualTo(0.8438).Within(0.025));

        static bool Contains(Interval interval) => interval.Low <= 0.8 && interval.High >= 0.8;
    }

    [Test]
    public void What_is_no_proportion_is_an_error()
    {
        Assert.That(() => ProportionInterval.Wilson(3, 2), Throws.ArgumentException);
        Assert.That(() => ProportionInterval.Jeffreys(0, 0), Throws.ArgumentException);
        Assert.That(() => ProportionInterval.ClopperPearson(-1, 2), Throws.ArgumentException);
        Assert.That(() => Proportion.Of(ClusterTotals.OfSingles([0, 2])), Throws.ArgumentException);
        Assert.That(() => Proportion.Of(ClusterTotals.OfSingles([])), Throws.ArgumentException);
    }
}
