using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>What the tests say of a cell.</summary>
/// <param name="Outcome">The verdict of the rule.</param>
/// <param name="WorstCase">The same with the worst possible value for everything that is lost.</param>
/// <param name="Family">As many tests were corrected together.</param>
internal sealed record CellTest(GateOutcome Outcome, GateOutcome WorstCase, int Family);

/// <summary>Tests cells.</summary>
/// <remarks>
/// Critical cells are corrected for each other alone, so that what is advisory takes nothing from them. Advisory ones are corrected for
/// all, the critical included, so that false alarms of any kind stay rare.
/// </remarks>
internal static class CellTests
{
    private static readonly Seed Draws = Seed.Of(0).For("gate");

    /// <summary>One entry a cell; the same cells give the same outcomes.</summary>
    /// <param name="cells">Cells with something to test.</param>
    /// <param name="alpha">The error rate of a family.</param>
    public static IReadOnlyList<CellTest> Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var flips = new GateFlips(new Flipping(Draws), cells.Count(c => c.Differs));
        var tests = flips.Of([.. cells.Select(c => (c.Paired.Gains, c.Margin))]);
        var losing = Enumerable.Range(0, cells.Count).Where(i => cells[i].Paired.Lost.Count > 0).ToList();
        GateTest[] worst = [.. tests];
        foreach (var (cell, test) in losing.Zip(flips.Of([.. losing.Select(i => (cells[i].Paired.WorstCase, cells[i].Margin))])))
            worst[cell] = test;
        var found = new CellTest[cells.Count];
        Judge(found, tests, worst, [.. Enumerable.Range(0, cells.Count)], alpha);
        Judge(found, tests, worst, [.. Enumerable.Range(0, cells.Count).Where(i => cells[i].Level == CellLevel.Critical)], alpha);
        return found;
    }

    private static void Judge(CellTest[] found, GateTest[] tests, GateTest[] worst, int[] family, double alpha)
    {
        var rule = new GateRule(alpha);
        GateTest[] members = [.. family.Select(i => tests[i])];
        var (outcomes, worstCases, size) = (rule.Of(members), rule.Of([.. family.Select(i => worst[i])]), rule.FamilyOf(members));
        for (var place = 0; place < family.Length; place++)
            found[family[place]] = new CellTest(outcomes[place], worstCases[place], size);
    }
}
