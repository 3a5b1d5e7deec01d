using VisEval.Core;
using VisEval.Harness.Analysis.Gate;

namespace VisEval.Tests.Harness.Analysis.Gate;

/// <summary>Families of cells against the rule written out: every sign pattern listed, Holm step by step.</summary>
public sealed class GateTwinTests
{
    private const double Alpha = 0.05;
    private const double Margin = 0.02;

    [Test]
    public void Random_families_get_the_verdicts_of_the_rule_written_out([Range(0, 19)] int trial)
    {
        var random = Seed.Of(trial).For("families").Random();
        double Uniform() => random.NextInt(2000) / 1000.0 - 1;
        var cells = Enumerable.Range(0, 2 + random.NextInt(6)).Select(_ =>
        {
            var (shift, spread, images) = (0.08 * random.NextInt(5) - 0.16, random.NextInt(4) / 20.0, 3 + random.NextInt(8));
            return Enumerable.Range(0, images).Select(_ => shift + spread * Uniform()).ToArray();
        }).ToList();
        var old = GateSamples.Deletions([.. cells.Select((c, i) => ($"m{i}", c.Select(_ => (double?)0.5).ToArray()))]);
        var current = GateSamples.Deletions([.. cells.Select((c, i) => ($"m{i}", c.Select(g => (double?)(0.5 - g)).ToArray()))]);
        var report = GateSamples.Compare(old, current, GatePolicy.Default with { Margin = Margin, Alpha = Alpha });
        Assert.That(report.Rows.Select(r => r.Verdict), Is.EqualTo(Verdicts(cells)));
    }

    private static List<CellVerdict> Verdicts(List<double[]> cells)
    {
        bool IsTested(double[] cell) => cell.Length >= 5 && cell.Any(d => Math.Abs(d) > 1e-12);
        var worse = Rejected([.. cells.Select(c => IsTested(c) ? Share(c, -1) : (double?)null)]);
        var better = Rejected([.. cells.Select(c => IsTested(c) ? Share(c, 1) : (double?)null)]);
        return
        [
            .. cells.Select((c, i) =>
                c.All(d => Math.Abs(d) <= 1e-12) ? CellVerdict.Equivalent
                : c.Length < 5 ? CellVerdict.Undecided
                : Share([.. c.Select(d => d + Margin)], 1) <= Alpha && Share([.. c.Select(d => d - Margin)], -1) <= Alpha
                    ? CellVerdict.Equivalent
                : worse.Contains(i) ? CellVerdict.Worse
                : better.Contains(i) ? CellVerdict.Improved
                : CellVerdict.Undecided),
        ];
    }

    // The share of sign patterns whose sum, turned by the side, is at least that of the gains.
    private static double Share(double[] gains, int side)
    {
        var (count, total) = (0, side * gains.Sum());
        for (var pattern = 0; pattern < 1 << gains.Length; pattern++)
            if (gains.Select((g, i) => (pattern >> i & 1) == 0 ? g : -g).Sum() >= total - 1e-12 * gains.Sum(Math.Abs))
                count++;
        return count / Math.Pow(2, gains.Length);
    }

    // Holm: the smallest p against α/m, the next against α/(m − 1), … until one fails.
    private static HashSet<int> Rejected(double?[] probabilities)
    {
        var rejected = new HashSet<int>();
        var sorted = probabilities.Index().Where(p => p.Item is not null).OrderBy(p => p.Item).ToList();
        foreach (var (place, (index, p)) in sorted.Index())
        {
            if (p > Alpha / (sorted.Count - place) + 1e-12)
                break;
            rejected.Add(index);
        }
        return rejected;
    }
}
