using System.Text.Json;
using VisEval.Core;
using VisEval.Metrics;
using VisEval.Tests.Harness.Statistics.Procedures;
using VisEval.Tests.Metrics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class FriedmanTests
{
    [TestCaseSource(typeof(StatisticCases), nameof(StatisticCases.Of), new object[] { "friedman" })]
    public void Has_every_reference_number(StatisticCase golden)
    {
        Assert.That(golden.Param<string>("rank_1_is"), Is.EqualTo("largest value"));
        var test = Friedman.Of(golden.Input<double[][]>("rows"), Direction.Higher);
        golden.Check(new
        {
            average_ranks = test.AverageRanks,
            chi2 = test.ChiSquare,
            p_chi2 = test.ChiSquareProbability,
            iman_davenport_F = test.F,
            p_F = test.FProbability,
            kendall_W = test.Concordance,
            exact_p = test.ExactProbability,
        });
    }

    [Test]
    public void Agrees_with_SciPy_on_the_first_set()
    {
        foreach (var golden in MetricGoldens.Of("Friedman / Iman-Davenport / Kendall W"))
        {
            var rows = golden.Params.GetProperty("table_rows_datasets_cols_methods").Deserialize<double[][]>()!;
            var test = Friedman.Of(rows, Direction.Higher);
            new StatisticCase(golden.Json).Check(new
            {
                average_ranks = test.AverageRanks,
                chi2_tie_corrected = test.ChiSquare,
                p = test.ChiSquareProbability,
                chi2_without_tie_correction = Uncorrected(rows),
                iman_davenport_F = test.F,
                iman_davenport_p = test.FProbability,
                kendall_W = test.Concordance,
            });
        }
    }

    [TestCase(3, 4)]
    [TestCase(4, 3)]
    [TestCase(2, 7)]
    public void Agrees_with_a_naive_twin_that_lists_all_orders(int methods, int blocks)
    {
        var random = Seed.Of(methods).Random();
        double[][] rows =
        [
            .. Enumerable.Range(0, blocks).Select(_ => Enumerable.Range(0, methods).Select(_ => (double)random.NextInt(4)).ToArray()),
        ];
        double[][] ranks = [.. rows.Select(r => r.Select(v => r.Count(o => o < v) + (r.Count(o => o == v) + 1) / 2.0).ToArray())];
        IEnumerable<double[]> sums = [new double[methods]];
        foreach (var row in ranks)
            sums = [.. sums.SelectMany(s => Orders(row).Select(order => s.Zip(order, (a, b) => a + b).ToArray()))];
        var observed = Enumerable.Range(0, methods).Sum(j => Math.Pow(ranks.Sum(r => r[j]), 2));
        double[] all = [.. sums.Select(s => s.Sum(x => x * x))];
        Assert.That(
            Friedman.Of(rows, Direction.Lower, int.MaxValue).ExactProbability,
            Is.EqualTo(all.Count(s => s >= observed - 1e-9) / (double)all.Length).Within(1e-12));
    }

    [Test]
    public void The_formula_for_ties_agrees_with_the_one_by_concordance()
    {
        double[][] rows = [[1, 2, 2, 5], [3, 3, 3, 1], [4, 1, 2, 2], [0, 1, 2, 3], [2, 2, 1, 1]];
        var ties = rows.Sum(r => r.GroupBy(v => v).Sum(g => Math.Pow(g.Count(), 3) - g.Count()));
        Assert.That(Friedman.Of(rows, Direction.Higher).ChiSquare,
            Is.EqualTo(Uncorrected(rows) / (1 - ties / (5.0 * 4 * 15))).Within(1e-12));
    }

    [Test]
    public void One_block_says_nothing()
    {
        var test = Friedman.Of([[1, 2, 3]], Direction.Higher);
        Assert.That((test.ExactProbability, test.FProbability), Is.EqualTo(((double?)1.0, (double?)null)));
    }

    [Test]
    public void A_table_without_values_is_an_error() => Assert.That(() => Friedman.Of([], Direction.Higher), Throws.ArgumentException);

    private static double Uncorrected(double[][] rows)
    {
        var (n, k) = ((double)rows.Length, (double)rows[0].Length);
        var squares = Enumerable.Range(0, rows[0].Length)
            .Sum(j => Math.Pow(rows.Sum(r => r.Count(v => v > r[j]) + (r.Count(v => v == r[j]) + 1) / 2.0), 2));
        return 12 / (n * k * (k + 1)) * squares - 3 * n * (k + 1);
    }

    private static IEnumerable<double[]> Orders(double[] row) => row.Length == 0
        ? [[]]
        : Enumerable.Range(0, row.Length)
            .SelectMany(i => Orders([.. row[..i], .. row[(i + 1)..]]).Select(rest => (double[])[row[i], .. rest]));
}
