using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class KendallTauTests
{
    [Test]
    public void Agrees_with_SciPy()
    {
        var golden = MetricGoldens.Of("Kendall tau-b / Spearman / Pearson").Single();
        foreach (var pair in golden.Expected.EnumerateArray())
            Assert.That(
                KendallTau.Of(CorrelationTests.Numbers(pair, "x"), CorrelationTests.Numbers(pair, "y")).TauB,
                Is.EqualTo(pair.GetProperty("kendall_tau_b").GetDouble()).Within(golden.Tolerance));
    }

    [Test]
    public void Agrees_with_a_naive_twin_that_multiplies_signs([Range(2, 12)] int count)
    {
        var random = Seed.Of(count).Random();
        double[] x = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInt(4))];
        double[] y = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInt(4))];
        var (sum, orderedX, orderedY) = (0, 0, 0);
        foreach (var a in Enumerable.Range(0, count))
            foreach (var b in Enumerable.Range(0, count))
            {
                var (s, t) = (Math.Sign(x[a] - x[b]), Math.Sign(y[a] - y[b]));
                (sum, orderedX, orderedY) = (sum + s * t, orderedX + s * s, orderedY + t * t);
            }
        var tau = KendallTau.Of(x, y);
        if (orderedX > 0 && orderedY > 0)
            Assert.That(tau.TauB, Is.EqualTo(sum / Math.Sqrt((double)orderedX * orderedY)).Within(1e-12));
        else
            Assert.That(tau.TauB, Is.Null);
        Assert.That(tau.Pairs, Is.EqualTo(count * (count - 1) / 2));
    }

    [Test]
    public void Counts_every_kind_of_pair() =>
        Assert.That(KendallTau.Of([1, 2, 2, 3, 3], [2, 1, 1, 1, 4]), Is.EqualTo(new KendallTau(3, 3, 1, 2, 1)));

    [Test]
    public void Is_one_for_the_same_order_and_minus_one_for_the_opposite()
    {
        Assert.That(KendallTau.Of([1, 2, 5], [-3, 0, 100]).TauB, Is.EqualTo(1));
        Assert.That(KendallTau.Of([1, 2, 5], [3, 0, -100]).TauB, Is.EqualTo(-1));
    }

    [Test]
    public void A_constant_series_has_no_order() => Assert.That(KendallTau.Of([1, 2, 3], [5, 5, 5]).TauB, Is.Null);

    [Test]
    public void Series_of_different_length_are_an_error() => Assert.That(() => KendallTau.Of([1, 2], [1]), Throws.ArgumentException);
}
