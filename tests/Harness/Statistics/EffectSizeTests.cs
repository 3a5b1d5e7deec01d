using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Harness.Statistics.Procedures;

namespace VisEval.Tests.Harness.Statistics;

public sealed class EffectSizeTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "effect-size" })]
    public void Has_every_reference_number(StatisticCase golden) => golden.Check(
        golden.Has("pairs") ? golden.Input<JsonElement[]>("pairs").Select(Cliff)
        : golden.Has("gains_by_cluster") ? Paired(golden)
        : Shift(HodgesLehmann.Of(golden.Input<double[]>("differences"), golden.Param<double>("level"))));

    [Test]
    public void Delta_agrees_with_a_naive_twin([Range(1, 8)] int count)
    {
        var random = Seed.Of(count).Random();
        double[] x = [.. Enumerable.Range(0, count).Select(_ => (double)random.NextInt(5))];
        double[] y = [.. Enumerable.Range(0, 9 - count).Select(_ => (double)random.NextInt(5))];
        var delta = x.Sum(a => y.Sum(b => Math.Sign(a - b))) / (double)(x.Length * y.Length);
        Assert.That(CliffsDelta.Of(x, y)!.Value.Delta, Is.EqualTo(delta).Within(1e-12));
    }

    [Test]
    public void Delta_of_nothing_does_not_exist() => Assert.That(CliffsDelta.Of([], [1]), Is.Null);

    // The interval holds the shifts that the exact signed-rank test does not reject.
    [Test]
    public void The_interval_inverts_the_exact_test([Values(6, 7, 10)] int count)
    {
        var random = Seed.Of(count).Random();
        double[] differences = [.. Enumerable.Range(0, count).Select(_ => random.NextGaussian())];
        var shift = HodgesLehmann.Of(differences);
        double Probability(double by) => Wilcoxon.Of([.. differences.Select(d => d - by)]).Exact.TwoSided;
        Assert.That(Probability(shift.Interval.Low + 1e-6), Is.GreaterThan(0.05));
        Assert.That(Probability(shift.Interval.High - 1e-6), Is.GreaterThan(0.05));
        Assert.That(Probability(shift.Interval.Low - 1e-6), Is.LessThanOrEqualTo(0.05));
        Assert.That(Probability(shift.Interval.High + 1e-6), Is.LessThanOrEqualTo(0.05));
    }

    [Test]
    public void A_shift_of_nothing_is_an_error() => Assert.That(() => HodgesLehmann.Of([]), Throws.ArgumentException);

    private static object Cliff(JsonElement pair)
    {
        var delta = CliffsDelta.Of(pair.GetProperty("x").Deserialize<double[]>()!, pair.GetProperty("y").Deserialize<double[]>()!);
        return new { delta = delta?.Delta, vargha_delaney_A = delta?.Superiority };
    }

    private static object Paired(StatisticCase golden)
    {
        SignCount[] counts = [.. golden.Input<double[][]>("gains_by_cluster").Select(g => SignCount.Of(g))];
        var interval = Bootstrap.PercentileInterval(
            images => Dominance.Mean([counts], images), golden.Array("indices"), golden.Param<double>("level"))!.Value;
        return new
        {
            dominance = Dominance.Mean([counts], [.. Enumerable.Range(0, counts.Length)]),
            percentile = interval.Ends(),
        };
    }

    private static object Shift(HodgesLehmann shift) => new
    {
        estimate = shift.Estimate,
        interval = shift.Interval.Ends(),
        order = shift.Order,
        achieved_level = shift.AchievedLevel,
        walsh = shift.WalshAverages,
    };
}
