using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class KendallWTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "kendall" })]
    public void Has_every_reference_number(StatisticCase golden) => golden.Check(golden.Has("pairs")
        ? (object)golden.Input<JsonElement[]>("pairs").Select(pair => Tau(KendallTau.Of(
            pair.GetProperty("x").Deserialize<double[]>(), pair.GetProperty("y").Deserialize<double[]>())))
        : golden.Input<double[][][]>("tables").Select(t => new { W = KendallW.Of(t), mean_spearman = KendallW.MeanSpearman(t) }));

    [Test]
    public void Agrees_with_the_first_set()
    {
        var golden = MetricGoldens.Of("Kendall W").Single();
        foreach (var table in golden.Expected.EnumerateArray())
        {
            var raters = table.GetProperty("raters_by_items").Deserialize<double[][]>()!;
            Assert.That(KendallW.Of(raters), Is.EqualTo(table.GetProperty("W_tie_corrected").GetDouble()).Within(golden.Tolerance));
        }
    }

    [Test]
    public void Without_ties_it_follows_from_the_mean_correlation([Range(2, 6)] int raters)
    {
        var random = Seed.Of(raters).Random();
        double[][] table = [.. Enumerable.Range(0, raters).Select(_ => Enumerable.Range(0, 9).Select(_ => random.NextDouble()).ToArray())];
        Assert.That(KendallW.Of(table), Is.EqualTo(((raters - 1) * KendallW.MeanSpearman(table) + 1) / raters).Within(1e-12));
    }

    [Test]
    public void Raters_of_other_items_are_an_error() => Assert.That(() => KendallW.Of([[1, 2], [1, 2, 3]]), Throws.ArgumentException);

    private static object Tau(KendallTau tau) => new
    {
        tau_b = tau.TauB,
        concordant = tau.Concordant,
        discordant = tau.Discordant,
        tied_first = tau.TiedFirst,
        tied_second = tau.TiedSecond,
        tied_both = tau.TiedBoth,
    };
}
