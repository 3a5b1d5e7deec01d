using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis;

/// <summary>Several runs as one, for a report over all of them.</summary>
internal static class MergedResults
{
    private const int MostConflicts = 20;

    /// <summary>All rows of all runs; a row that several runs have is kept once, from the first.</summary>
    /// <exception cref="InputException">There is no run, or runs contradict each other about a cell, dataset, model, method or
    /// metric; every conflict is named.</exception>
    public static RunResults Merge(IReadOnlyList<RunResults> runs)
    {
        if (runs.Count == 0)
            throw new InputException("There is no run to report; name at least one run directory.");
        if (runs.Count == 1)
            return runs[0];

        var errors = new List<string>();
        var info = MergedInfo.Of([.. runs.Select(r => r.Info)], errors);
        // Numbers of runs that cannot be compared differ as a consequence.
        if (errors.Count > 0)
            throw new InputException(errors);
        var merged = new RunResults(
            info,
            Rows(runs, r => r.Scores, s => (s.Cell, s.Score), Agree, s => Describe(s), errors),
            Rows(runs, r => r.Curves, c => (c.Cell, c.Name)),
            Rows(runs, r => r.Predictions, p => (p.Dataset, p.Model, p.Image), Agree,
                p => $"the prediction of {p.Model} for image {p.Image} of {p.Dataset}", errors),
            Timings(runs),
            Rows(runs, r => r.Failures, f => f),
            Rows(runs, r => r.Pictures, p => (p.Dataset, p.Model, p.Image)),
            Rows(runs, r => r.Maps, m => (m.Dataset, m.Model, m.Method, m.Image, m.Target)))
        {
            Shuffled =
                Rows(runs, r => r.Shuffled, s => (s.Cell, s.Score), Agree, s => $"{Describe(s)}, with the map of another image", errors),
            Seeds =
                Rows(
                    runs, r => r.Seeds, s => (s.Cell, s.Row.Score), (a, b) => Agree(a.Row, b.Row),
                    s => $"{Describe(s.Row)}, seed {s.Seed}", errors),
            Randomized = Rows(
                runs, r => r.Randomized, m => (m.Map.Dataset, m.Map.Model, m.Map.Method, m.Map.Image, m.Map.Target, m.Network)),
            Remarks = Rows(runs, r => r.Remarks, r => (r.Dataset, r.Model, r.Method, r.Image, r.Target)),
            MetricCosts = MetricCosts(runs),
            Visualizations = MergedVisualizations.Of(runs, errors),
            Findings = MergedFindings.Of(runs, errors),
            SmallImages = [.. runs.SelectMany(r => r.SmallImages).DistinctBy(i => (i.Dataset, i.Image))],
            Warnings = [.. MergedWarnings.Of(runs)],
        };
        if (errors.Count > MostConflicts)
            errors =
            [
                .. errors[..MostConflicts],
                string.Create(CultureInfo.InvariantCulture, $"… and {errors.Count - MostConflicts} more conflicts."),
            ];
        return errors.Count == 0 ? merged : throw new InputException(errors);
    }

    private static List<T> Rows<T, TKey>(
        IEnumerable<RunResults> runs, Func<RunResults, IEnumerable<T>> rowsOf, Func<T, TKey> keyOf,
        Func<T, T, bool>? agree = null, Func<T, string>? describe = null, List<string>? errors = null) where TKey : notnull
    {
        var kept = new Dictionary<TKey, T>();
        var rows = new List<T>();
        foreach (var row in runs.SelectMany(rowsOf))
            if (kept.TryAdd(keyOf(row), row))
                rows.Add(row);
            else if (agree is not null && !agree(kept[keyOf(row)], row))
                errors!.Add(MergeCause.Contradiction(describe!(row)));
        return rows;
    }

    // Times differ between runs by nature; mixing them would spread the quartiles, so a method keeps those of the first run that has any.
    private static List<TimingRow> Timings(IEnumerable<RunResults> runs)
    {
        var seen = new HashSet<(string, string, string)>();
        var rows = new List<TimingRow>();
        foreach (var run in runs)
        {
            var fresh = run.Timings.Where(t => !seen.Contains((t.Dataset, t.Model, t.Method))).ToList();
            rows.AddRange(fresh);
            seen.UnionWith(fresh.Select(t => (t.Dataset, t.Model, t.Method)));
        }
        return rows;
    }

    // What was scored in two runs was paid for twice, so sums over explanations add up.
    private static List<MetricCostRow> MetricCosts(IEnumerable<RunResults> runs) =>
    [
        .. runs.SelectMany(r => r.MetricCosts).GroupBy(c => (c.Dataset, c.Model, c.Metric)).Select(g => new MetricCostRow(
            g.Key.Dataset, g.Key.Model, g.Key.Metric, g.Sum(c => c.Cells),
            new MetricCost(g.Sum(c => c.Total.Milliseconds), g.Sum(c => c.Total.PassesAsked), g.Sum(c => c.Total.PassesRun)))),
    ];

    private static bool Agree(ScoreRow a, ScoreRow b) => a.State == b.State && SameNumber.Is(a.Value, b.Value);

    private static bool Agree(PredictionRow a, PredictionRow b) => a.Top1 == b.Top1 && a.Labels.SequenceEqual(b.Labels);

    private static string Describe(ScoreRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.Cell.Metric} {row.Score} of {row.Cell.Method} for {row.Cell.Model}, "
        + $"image {row.Cell.Image} of {row.Cell.Dataset}, target {row.Cell.Target}");
}
