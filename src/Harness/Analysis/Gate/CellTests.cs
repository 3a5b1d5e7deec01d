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
/// all, the critical included, so that false alarms of any kind stay rare. The same numbers under two names are one test
/// (<see cref="SameNumbers"/>).
/// </remarks>
internal static class CellTests
{
    private static readonly Seed Draws = Seed.Of(0).For("gate");

    /// <summary>One entry a cell; the same cells give the same outcomes.</summary>
    /// <param name="cells">Cells with something to test.</param>
    /// <param name="alpha">The error rate of a family.</param>
    public static IReadOnlyList<CellTest> Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var flips = new GateFlips(new Flipping(Draws), SameNumbers.Once(cells).Count(c => c.Differs));
        var tests = flips.Of([.. cells.Select(c => (c.Paired.Gains, c.Margin))]);
        var losing = Enumerable.Range(0, cells.Count).Where(i => cells[i].Paired.Lost.Count > 0).ToList();
        GateTest[] worst = [.. tests];
        foreach (var (cell, test) in losing.Zip(flips.Of([.. losing.Select(i => (cells[i].Paired.WorstCase, cells[i].Margin))])))
            worst[cell] = test;
        var first = SameNumbers.FirstOf(cells);
        var found = new CellTest[cells.Count];
        Judge(found, tests, worst, first, [.. Enumerable.Range(0, cells.Count)], alpha);
        Judge(found, tests, worst, first, [.. Enumerable.Range(0, cells.Count).Where(i => cells[i].Level == CellLevel.Critical)], alpha);
        return found;
    }

    // Cells with the same numbers are one test of the family, and share its outcome.
    private static void Judge(
        CellTest[] found, GateTest[] tests, GateTest[] worst, IReadOnlyList<int> first, IReadOnlyList<int> family, double alpha)
    {
        var rule = new GateRule(alpha);
        int[] once = [.. family.DistinctBy(i => first[i])];
        var placeOf = once.Index().ToDictionary(i => first[i.Item], i => i.Index);
        GateTest[] members = [.. once.Select(i => tests[i])];
        var (outcomes, worstCases, size) = (rule.Of(members), rule.Of([.. once.Select(i => worst[i])]), rule.FamilyOf(members));
        foreach (var cell in family)
            found[cell] = new CellTest(outcomes[placeOf[first[cell]]], worstCases[placeOf[first[cell]]], size);
    }
}
