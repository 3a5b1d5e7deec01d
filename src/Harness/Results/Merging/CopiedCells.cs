using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Copies cells with their numbers and curves, and what computing them took.</summary>
internal static class CopiedCells
{
    /// <summary>Writes what the target lacks, group by group.</summary>
    /// <param name="from">The input.</param>
    /// <param name="earlier">What was copied before it.</param>
    /// <param name="to">The target.</param>
    /// <param name="copied">Takes the number of cells of each group that were written.</param>
    /// <returns>What contradicts what is there, which stands.</returns>
    public static IReadOnlyList<MergeConflict> Copy(
        MergeInput from, IReadOnlyList<MergeInput> earlier, MergeTarget to, Action<int> copied)
    {
        var conflicts = new List<MergeConflict>();
        var taken = new Dictionary<(string Dataset, string Model, string Metric), (int Taken, int All)>();
        foreach (var group in CellGroup.Of(from.Rows))
        {
            var (cells, there) = (group.In(from.Rows), to.Read(group.In));
            List<CellContent> added = [.. cells.Values.Where(cell => IsWanted(cell, there, cells))];
            if (added.Count > 0)
                to.Store.Save(write =>
                {
                    foreach (var cell in added)
                        Write(write, cell, there);
                });
            copied(added.Count);
            var set = added.Select(a => a.Key).ToHashSet();
            foreach (var metric in cells.Keys.GroupBy(c => (c.Dataset, c.Model, c.Metric)))
            {
                var (before, all) = taken.GetValueOrDefault(metric.Key);
                taken[metric.Key] = (before + metric.Count(set.Contains), all + metric.Count());
            }
            conflicts.AddRange(Conflicts(group, [.. cells.Values.Where(c => !set.Contains(c.Key))], there, from, earlier, to));
        }
        AddCosts(from, to, taken);
        return conflicts;
    }

    // Of an image that could be read elsewhere its failure is not wanted, either.
    private static bool IsWanted(CellContent cell, Dictionary<CellKey, CellContent> there, Dictionary<CellKey, CellContent> beside) =>
        !there.TryGetValue(cell.Key, out var own)
            ? !(cell.GivesWay && cell.IsWithoutTarget && (IsReadIn(there, cell.Key) || IsReadIn(beside, cell.Key)))
            : own.GivesWay && !cell.GivesWay;

    private static bool IsReadIn(Dictionary<CellKey, CellContent> cells, CellKey key) =>
        cells.Keys.Any(c => (c.Metric, c.Image) == (key.Metric, key.Image) && c.Target != ExplanationKey.NoTarget);

    private static void Write(RowWriter write, CellContent cell, Dictionary<CellKey, CellContent> there)
    {
        var unread = cell.Key with { Target = ExplanationKey.NoTarget };
        if (!cell.IsWithoutTarget && there.ContainsKey(unread))
            write.Remove(unread);
        write.Cell(cell.Key, cell.Result);
    }

    private static IEnumerable<MergeConflict> Conflicts(
        CellGroup group, IReadOnlyList<CellContent> cells, Dictionary<CellKey, CellContent> there, MergeInput from,
        IReadOnlyList<MergeInput> earlier, MergeTarget to)
    {
        var found = cells.Where(c => !c.GivesWay && there.ContainsKey(c.Key))
            .SelectMany(c => there[c.Key].Differences(c).Select(d => (Cell: there[c.Key], Difference: d))).ToList();
        List<(string Name, Dictionary<CellKey, CellContent> Cells)> origins =
            found.Count == 0 ? [] : [.. earlier.Select(input => (input.Name, group.In(input.Rows)))];
        return found.Select(f => new MergeConflict(
            f.Cell.Key, f.Difference.What, f.Difference.Own,
            origins.FirstOrDefault(o => o.Cells.TryGetValue(f.Cell.Key, out var cell) && !cell.Differences(f.Cell).Any()).Name ?? to.Name,
            f.Difference.Other, from.Name));
    }

    // What is known of a metric's cells together is added in proportion to those that were taken: all, but for overlapping parts.
    private static void AddCosts(
        MergeInput from, MergeTarget to, Dictionary<(string Dataset, string Model, string Metric), (int Taken, int All)> taken)
    {
        var rows = new RowReader(from.Rows).MetricCosts()
            .Select(row => (Row: row, Counts: taken.GetValueOrDefault((row.Dataset, row.Model, row.Metric))))
            .Where(r => r.Counts.Taken > 0).Select(r => Part(r.Row, (double)r.Counts.Taken / r.Counts.All)).ToList();
        if (rows.Count > 0)
            to.Store.Save(write =>
            {
                foreach (var row in rows)
                    write.Cost(row);
            });
    }

    private static MetricCostRow Part(MetricCostRow row, double share) => row with
    {
        Cells = Share(row.Cells, share),
        Total = new MetricCost(row.Total.Milliseconds * share, Share(row.Total.PassesAsked, share), Share(row.Total.PassesRun, share)),
    };

    private static long Share(long count, double share) => (long)Math.Round(count * share);
}
