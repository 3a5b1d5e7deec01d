using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Judges cells.</summary>
internal static class GateRows
{
    private static readonly Seed Draws = Seed.Of(0).For("bootstrap");

    /// <summary>One row a cell, in their order.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="alpha">The level of the tests.</param>
    /// <param name="stop">Ends the work before the next cell.</param>
    public static IReadOnlyList<GateRow> Of(IReadOnlyList<JudgedCell> cells, double alpha, CancellationToken stop)
    {
        var resampled = new SharedResamples(cells.Where(c => c.IsTestable).Select(c => c.Gains), new Resampling(Draws));
        var tests = new Queue<CellTest>(CellTests.Of([.. cells.Where(c => c.IsTestable)], alpha));
        return [.. cells.Select(Row)];

        GateRow Row(JudgedCell cell)
        {
            stop.ThrowIfCancellationRequested();
            return cell.IsTestable ? Tested(cell, tests.Dequeue(), alpha, resampled) : Untested(cell);
        }
    }

    private static GateRow Untested(JudgedCell cell) => cell.Paired.IsFound
        ? Row(cell, CellVerdict.Undecided, 0) with { Reason = "the runs have no image and class in common" }
        : Row(cell, CellVerdict.Lost, 0) with { Reason = cell.Paired.WhyLost };

    private static GateRow Row(JudgedCell cell, CellVerdict verdict, int images) => new(cell.Paired.Cell, cell.Level, verdict, images)
    {
        Margin = cell.Margin,
        Changes = ImageChanges.Of(cell.Paired.Pairs),
        Lost = cell.Paired.Lost,
        Missing = cell.Paired.Missing,
        NotRun = cell.Paired.NotRun,
        OtherClass = cell.Paired.OtherClass,
    };

    private static GateRow Tested(JudgedCell cell, CellTest test, double alpha, SharedResamples resampled)
    {
        var (paired, gains, outcome) = (cell.Paired, cell.Gains, test.Outcome);
        var (verdict, reason) = Verdict(cell, test, alpha);
        var width = ScoreRange.Width(paired.Cell.Score);
        return Row(cell, verdict, gains.Count) with
        {
            Reason = reason,
            IsWorstCase = paired.IsJudgedByWorst,
            Old = paired.Pairs.Count > 0 ? paired.Pairs.Average(p => p.Old) : null,
            New = paired.Pairs.Count > 0 ? paired.Pairs.Average(p => p.New) : null,
            Difference = gains.Mean,
            Interval = MeanInterval.Of(gains, resampled.Of, width is { } w ? new Interval(-w, w) : null)?.Ends,
            Worse = outcome.Worse,
            Better = outcome.Improved,
            Equivalent = outcome.Test.Equivalent,
            ImagesToDecide = verdict == CellVerdict.Undecided && !paired.IsShort ? GateSizes.ToDecide(cell, test.Family, alpha) : null,
            SmallestEffect = cell.Differs ? GateSizes.SmallestEffect(cell, test.Family, alpha) : null,
        };
    }

    private static (CellVerdict Verdict, string? Reason) Verdict(JudgedCell cell, CellTest test, double alpha)
    {
        var verdict = Of(test.Outcome.Verdict);
        // Rows vanish from a broken run only, and what vanished with them is unknown.
        if (cell.Paired.Missing > 0 && (verdict != CellVerdict.Worse || cell.Paired.IsJudgedByWorst))
            return (CellVerdict.Lost, "the current run has no row of some values that it was asked for");
        if (IsHarmless(verdict) && cell.Paired.IsShort)
            return (CellVerdict.Undecided, $"{Kebab.From(verdict.ToString())} in the images that were run again");
        // A claim of no harm must survive the worst that the lost values could be.
        if (IsHarmless(verdict) && !IsHarmless(Of(test.WorstCase.Verdict)))
            return (CellVerdict.Undecided, $"{Kebab.From(verdict.ToString())} only if the lost values are not bad ones");
        var isTooFew = verdict == CellVerdict.Undecided && cell.Gains.Count < GateSizes.Needed(test.Family, alpha);
        return (verdict, isTooFew ? "too few images" : null);
    }

    private static bool IsHarmless(CellVerdict verdict) => verdict is CellVerdict.Equivalent or CellVerdict.Improved;

    private static CellVerdict Of(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Equivalent => CellVerdict.Equivalent,
        GateVerdict.Improved => CellVerdict.Improved,
        GateVerdict.Worse => CellVerdict.Worse,
        _ => CellVerdict.Undecided,
    };
}
