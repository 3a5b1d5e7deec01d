using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Compares two runs: which numbers of the baseline are worse, equal or better now.</summary>
internal static class GateAnalysis
{
    /// <summary>The comparison; the same runs and policy give the same report.</summary>
    /// <param name="baseline">What it was.</param>
    /// <param name="current">What it is now.</param>
    /// <param name="policy">What the gate is strict about.</param>
    /// <param name="known">The metrics behind the runs' keys; those of VisEval if null.</param>
    /// <param name="stop">Ends the work before the next number.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="InputException">The runs cannot be compared, or the policy names what neither has; every reason.</exception>
    public static GateReport Of(
        SavedRun baseline, SavedRun current, GatePolicy policy, KnownMetrics? known = null, CancellationToken stop = default)
    {
        var (old, now) = (baseline.Results, current.Results);
        var match = RunMatch.Of(old.Info, now.Info);
        if (GatePolicyNames.Mistakes(policy, old.Info, now.Info) is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
        var (before, after) = (new RowIndex(old.Scores), new RowIndex(now.Scores));
        var cells = GateCells.Of(old.Info, now.Info, before.Numbers, match, known ?? KnownMetrics.BuiltIn);
        var pairing = new CellPairing(before, after, policy.MissingIsLost ? new AskedAgain(old.Info, now, after) : null);
        var paired = cells.Cells.Where(c => policy.LevelOf(c) != CellLevel.Ignore).Select(Paired).OfType<PairedCell>().ToList();
        if (paired.Count == 0)
            throw new InputException(
                $"'{baseline.Name}' has no number that could be compared"
                + $"{(cells.Cells.Count > 0 ? ": where it has values, the policy ignores them" : "")}.");

        var judged = paired.Where(c => policy.MissingIsLost || c.IsAsked).Select(c => new JudgedCell(
            c, policy.LevelOf(c.Cell), ScoreRange.Margin(policy.MarginOf(c.Cell), c.Cell.Score, c.Olds))).ToList();
        var rows = GateRows.Of(judged, policy.Alpha, stop);
        return new GateReport(
            baseline.Name, current.Name, policy, rows, GateSizes.Of(judged, policy.Alpha), RunDifferences.Of(old.Info, now.Info, match),
            [.. cells.Left, .. Ignored(cells.Cells, policy), .. NotRun(paired, policy)],
            StateChanges.Of(paired.Select(p => p.Cell), before, after), MapChanges.Of(old, now, match), RuntimeChanges.Of(old, now, match))
        {
            Warnings = [.. Warnings("baseline", baseline), .. Warnings("current run", current)],
            EndedEarly = [.. EndedEarly("baseline", baseline), .. EndedEarly("current run", current)],
            Coverage = GateCoverage.Of([.. judged.Select(j => j.Paired)]),
            Pooled =
            [
                .. PooledRows.Of(baseline, current, match, known ?? KnownMetrics.BuiltIn)
                    .Where(r => policy.LevelOf(r.Cell) != CellLevel.Ignore),
            ],
        };

        PairedCell? Paired(GateCell cell)
        {
            stop.ThrowIfCancellationRequested();
            return pairing.Of(cell);
        }
    }

    private static IEnumerable<string> Warnings(string which, SavedRun run) =>
        run.Results.Warnings.Select(w => $"The {which} '{run.Name}': {w}");

    private static IEnumerable<string> EndedEarly(string which, SavedRun run) =>
        (run.Results.Info.Anytime?.Samples ?? []).Where(s => s.Ended != SampleEnd.All).Select(s => string.Create(
            CultureInfo.InvariantCulture,
            $"The {which} '{run.Name}' ended early: {s.Images.Count} of {s.Population} images of {s.Dataset} were used."));

    private static IEnumerable<NotCompared> Ignored(IReadOnlyList<GateCell> cells, GatePolicy policy) => NotCompared.Numbers(
        cells.Where(c => policy.LevelOf(c) == CellLevel.Ignore).Select(c => (c.Metric.Shown, c.Score.Name, "the policy ignores it")));

    private static IEnumerable<NotCompared> NotRun(List<PairedCell> cells, GatePolicy policy) => policy.MissingIsLost
        ? []
        : cells.Where(c => !c.IsAsked).GroupBy(c => (c.Cell.Method.Shown, Why: c.WhyLost)).Select(g => new NotCompared(
            string.Create(CultureInfo.InvariantCulture, $"{g.Key.Shown}, {g.Count()} of its numbers"), g.Key.Why));
}
