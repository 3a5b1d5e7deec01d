using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Judges cells: those of a level together, as their tests are corrected together.</summary>
internal static class GateRows
{
    private static readonly Seed Draws = Seed.Of(0).For("bootstrap");

    /// <summary>One row a cell, in their order.</summary>
    public static IReadOnlyList<GateRow> Of(IReadOnlyList<JudgedCell> cells, double alpha)
    {
        var rows = new GateRow[cells.Count];
        var resampling = new Resampling(Draws);
        foreach (var level in cells.Index().GroupBy(c => c.Item.Level))
        {
            List<JudgedCell> family = [.. level.Select(c => c.Item)];
            var tests = GateTests.Of([.. family.Select(c => c.Test)]);
            var worst = GateTests.Of([.. family.Select(c => c.WorstTest)]);
            var count = tests.Count(t => t is not null);
            foreach (var (place, (index, cell)) in level.Index())
                rows[index] = Row(cell, tests[place], worst[place], count, alpha, resampling);
        }
        return rows;
    }

    private static GateRow Row(JudgedCell cell, CellTest? test, CellTest? worst, int tests, double alpha, Resampling resampling)
    {
        var (paired, gains) = (cell.Paired, cell.Gains);
        var (verdict, reason) = Verdict(cell, test, worst, tests, alpha);
        var row = new GateRow(paired.Cell, cell.Level, verdict, gains.Count)
        {
            Reason = reason,
            Margin = cell.Margin,
            Changes = ImageChanges.Of(paired.Pairs),
            Lost = paired.Lost,
            IsWorstCase = paired.IsJudgedByWorst,
            NotRun = paired.NotRun,
            OtherClass = paired.OtherClass,
        };
        if (verdict == CellVerdict.Lost || gains.Count == 0)
            return row with { Images = 0, IsWorstCase = false };
        var width = ScoreRange.Width(paired.Cell.Score);
        return row with
        {
            Old = paired.Pairs.Count > 0 ? paired.Pairs.Average(p => p.Old) : null,
            New = paired.Pairs.Count > 0 ? paired.Pairs.Average(p => p.New) : null,
            Difference = gains.Mean,
            Interval = MeanInterval.Of(gains, resampling, width is { } w ? new Interval(-w, w) : null)?.Ends,
            Worse = test?.Worse,
            Better = test?.Better,
            Equivalent = test?.Equivalent,
            ImagesToDecide = verdict == CellVerdict.Undecided ? GateSizes.ToDecide(cell, tests, alpha) : null,
            SmallestEffect = cell.Differs ? GateSizes.SmallestEffect(cell, tests, alpha) : null,
        };
    }

    private static (CellVerdict Verdict, string? Reason) Verdict(JudgedCell cell, CellTest? test, CellTest? worst, int tests, double alpha)
    {
        var paired = cell.Paired;
        if (!paired.IsFound)
            return (CellVerdict.Lost, WhyLost(paired));
        if (cell.Gains.Count == 0)
            return (CellVerdict.Undecided, "the runs have no image and class in common");
        var verdict = cell.Differs ? GateTests.Verdict(test, alpha) : CellVerdict.Equivalent;
        // A claim of no harm must survive the worst that the lost values could be.
        if (verdict is CellVerdict.Equivalent or CellVerdict.Improved && paired.Lost.Count > 0 && !paired.IsJudgedByWorst
            && GateTests.Verdict(worst, alpha) is not (CellVerdict.Equivalent or CellVerdict.Improved))
            return (CellVerdict.Undecided, $"{Kebab.From(verdict.ToString())} only if the lost values are not bad ones");
        return (verdict, verdict == CellVerdict.Undecided && cell.Gains.Count < GateSizes.Needed(tests, alpha) ? "too few images" : null);
    }

    private static string WhyLost(PairedCell paired)
    {
        var cell = paired.Cell;
        if (cell.Model.New is null)
            return $"the current run has no network '{cell.Model.Old}'";
        if (cell.Method.New is null)
            return $"the current run has no method '{cell.Method.Old}'";
        if (cell.Metric.New is null)
            return $"the current run has no metric '{cell.Metric.Old}'";
        return paired.Lost.CountBy(l => l.State).OrderByDescending(s => s.Value).Select(s => s.Key).FirstOrDefault() is { } state
            ? $"no value stands any more: {state}"
            : "it was not run again";
    }
}
