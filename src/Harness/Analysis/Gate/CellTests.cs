using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>The tests of the cells of one level, which are corrected together.</summary>
/// <param name="Cells">What is tested: the cells that have a value and something to compare it with.</param>
/// <param name="Outcomes">One a cell.</param>
/// <param name="WorstCase">The same with the worst possible value for everything that is lost.</param>
/// <param name="Family">As many tests are corrected together.</param>
internal sealed record CellTests(
    IReadOnlyList<JudgedCell> Cells, IReadOnlyList<GateOutcome> Outcomes, IReadOnlyList<GateOutcome> WorstCase, int Family)
{
    private static readonly Seed Draws = Seed.Of(0).For("gate");

    /// <summary>Tests cells; the same cells give the same outcomes.</summary>
    public static CellTests Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var (rule, flipping, count) = (new GateRule(alpha), new Flipping(Draws), cells.Count(c => c.Differs));
        var (tests, worst) = (new GateTest[cells.Count], new GateTest[cells.Count]);
        // Every test uses the same flips, so the threads change no number.
        Parallel.For(0, cells.Count, i =>
        {
            tests[i] = GateTest.Of(cells[i].Paired.Gains, cells[i].Margin, flipping, count);
            worst[i] = cells[i].Paired.Lost.Count == 0
                ? tests[i]
                : GateTest.Of(cells[i].Paired.WorstCase, cells[i].Margin, flipping, count);
        });
        return new CellTests(cells, rule.Of(tests), rule.Of(worst), rule.FamilyOf(tests));
    }
}
