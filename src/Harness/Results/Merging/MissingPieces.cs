using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>What a run lacks beside cells: measured costs of methods, pictures of units and their numbers, analyses.</summary>
internal static class MissingPieces
{
    /// <summary>Of the run in a store.</summary>
    /// <param name="info">The run.</param>
    /// <param name="jobs">Its datasets and networks.</param>
    /// <param name="rows">The store.</param>
    public static IReadOnlyList<MissingPiece> Of(RunInfo info, IReadOnlyList<(string Dataset, string Model)> jobs, IRowSource rows)
    {
        var reader = new RowReader(rows);
        var failed = reader.Failures().Select(f => (f.Dataset, f.Model, f.Method)).ToHashSet();
        return [.. Timings(info, jobs, reader, failed), .. Pictures(info, jobs, rows), .. Analyses(info, rows, failed)];
    }

    private static IEnumerable<MissingPiece> Timings(
        RunInfo info, IReadOnlyList<(string Dataset, string Model)> jobs, RowReader reader,
        HashSet<(string Dataset, string Model, string Method)> failed)
    {
        var timed = reader.Timings().Select(t => (t.Dataset, t.Model, t.Method)).ToHashSet();
        // A method that does not apply to a network has no cost.
        var without = reader.Remarks().Where(r => Core.CellState.Parse(r.State).IsUndefined)
            .Select(r => (r.Dataset, r.Model, r.Method)).ToHashSet();
        // Nothing can be timed of a network on which nothing can be explained.
        var unread = failed.Where(f => f.Method.Length == 0).Select(f => (f.Dataset, f.Model)).ToHashSet();
        return from job in jobs
               from method in info.Methods
               where method.Datasets?.Contains(job.Dataset) ?? true
               let key = (job.Dataset, job.Model, method.Key)
               // Reading maps from files is not timed.
               where !ForeignKey.IsMaps(method.Key) && !timed.Contains(key) && !without.Contains(key) && !failed.Contains(key)
                   && !(unread.Contains(job) && !timed.Any(t => (t.Dataset, t.Model) == job))
               select new MissingPiece("timing", job.Dataset, job.Model, method.Key);
    }

    // Which units a visualizer leaves out only the networks tell; their number was recorded.
    private static List<MissingPiece> Pictures(RunInfo info, IReadOnlyList<(string Dataset, string Model)> jobs, IRowSource rows)
    {
        if (info.Visualizations is not { Planned: > 0 } asked)
            return [];
        var made = VisualizationTables.Done(rows).GroupBy(d => (d.Dataset, d.Model)).ToDictionary(g => g.Key, g => g.ToList());
        if (made.Where(m => jobs.Contains(m.Key)).Sum(m => m.Value.Count) >= asked.Planned)
            return [];
        var most = made.Values.Select(m => m.Count).DefaultIfEmpty().Max();
        List<MissingPiece> lacking =
        [
            .. jobs.Where(j => (made.GetValueOrDefault(j)?.Count ?? 0) is var count && (count == 0 || count < most))
                .Select(j => new MissingPiece("pictures", j.Dataset, j.Model, "")),
        ];
        return lacking.Count > 0 ? lacking : [.. jobs.Select(j => new MissingPiece("pictures", j.Dataset, j.Model, ""))];
    }

    private static IEnumerable<MissingPiece> Analyses(
        RunInfo info, IRowSource rows, HashSet<(string Dataset, string Model, string Method)> failed)
    {
        if (info.Representation is not { Planned: > 0 } asked)
            return [];
        var found = VisualizationTables.Findings(rows).Select(f => (f.Dataset, f.Analysis)).ToHashSet();
        var missing = info.Datasets.SelectMany(d => asked.Analyses.Select(a => (Dataset: d.Name, a.Key)))
            .Where(a => !found.Contains(a) && !failed.Contains((a.Dataset, "", a.Key))).ToList();
        // An analysis may have been planned for some datasets only.
        var planned = asked.Planned - found.Count - failed.Count(f => asked.Analyses.Any(a => a.Key == f.Method));
        return planned <= 0 ? [] : missing.Select(a => new MissingPiece("analysis", a.Dataset, "", a.Key));
    }
}
