using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>What the tests of a cell say.</summary>
/// <param name="Worse">The probability of such a loss by chance, corrected for the family (Holm).</param>
/// <param name="Better">The probability of such a gain by chance, corrected for the family of its own.</param>
/// <param name="Equivalent">The probability that a difference of at least the margin looks so small (TOST), not corrected.</param>
internal readonly record struct CellTest(double Worse, double Better, double Equivalent);

/// <summary>The tests of cells that are corrected together.</summary>
/// <remarks>
/// One-sided sign-flip tests over images; equivalent: max of the tests that gain + margin is above 0 and gain − margin below (Schuirmann,
/// 1987). A cell without any difference, or with fewer than five images, is no member of the family: given the sizes of the differences
/// none of its sign patterns is significant, so that leaving it out keeps the family's error rate.
/// </remarks>
internal static class GateTests
{
    private static readonly Seed Start = Seed.Of(0).For("gate");

    /// <summary>One entry a cell; null where it is not tested.</summary>
    public static IReadOnlyList<CellTest?> Of(IReadOnlyList<(ClusterTotals Gains, double Margin)?> cells)
    {
        var flipping = new Flipping(Start);
        var tests = cells.Count(c => c is not null);
        var (signs, equivalent) = (new SignFlip?[cells.Count], new double[cells.Count]);
        // Every test starts from the same flips, so the threads change no number.
        Parallel.For(0, cells.Count, i =>
        {
            if (cells[i] is not var (gains, margin))
                return;
            signs[i] = SignFlip.Of(gains, flipping, tests);
            equivalent[i] = Math.Max(
                SignFlip.Of(gains.Shifted(margin), flipping, tests).Better, SignFlip.Of(gains.Shifted(-margin), flipping, tests).Worse);
        });
        var worse = Holm.Adjust([.. signs.Select(s => s?.Worse)]);
        var better = Holm.Adjust([.. signs.Select(s => s?.Better)]);
        return [.. signs.Select((s, i) => s is null ? (CellTest?)null : new CellTest(worse[i]!.Value, better[i]!.Value, equivalent[i]))];
    }

    /// <summary>The verdict on a cell with a difference.</summary>
    public static CellVerdict Verdict(CellTest? test, double alpha)
    {
        bool Passes(double p) => p <= alpha + Rounding.Tolerance;
        return test switch
        {
            null => CellVerdict.Undecided,
            { } t when Passes(t.Equivalent) => CellVerdict.Equivalent,
            { } t when Passes(t.Worse) => CellVerdict.Worse,
            { } t when Passes(t.Better) => CellVerdict.Improved,
            _ => CellVerdict.Undecided,
        };
    }
}
