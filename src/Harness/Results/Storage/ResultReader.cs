using Microsoft.Data.Sqlite;
using VisEval.Core;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads a whole results.db, sorted into the order of the plan.</summary>
internal static class ResultReader
{
    public static RunInfo ReadInfo(SqliteConnection connection, string path)
    {
        try
        {
            return RunInfoJson.FromText(Sql.Scalar(connection, "SELECT info FROM run") as string ?? "null", path);
        }
        catch (InputException error)
        {
            throw new DamagedStoreException(error.Message, error);
        }
    }

    public static RunResults Read(SqliteConnection connection, string path)
    {
        var rows = new RowReader(new WholeRows(connection));
        var (info, cells) = (ReadInfo(connection, path), rows.Cells());
        return Read(info, rows, cells) with
        {
            Warnings = CellCounts.WarningOf(info.Cells, cells.Values.Count(c => !c.IsShuffled())) is { } warning ? [warning] : [],
        };
    }

    /// <summary>What can be read of a damaged file, with a warning that says so.</summary>
    /// <param name="connection">The file, open.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="damage">What was found to be wrong with it.</param>
    /// <exception cref="InputException">Not even what was run can be read, there or in the run.json beside it.</exception>
    public static RunResults Save(SqliteConnection connection, string path, Exception damage)
    {
        var source = new SavedRows(connection);
        var rows = new RowReader(source);
        var results = Read(SavedInfo(connection, path), rows, rows.Cells());
        var counts = CellCounts.Of(results);
        var lost = source.Damaged.Count > 0 ? $"Rows are lost of: {string.Join(", ", source.Damaged)}. " : "";
        var warning = $"The result store of this run is damaged ({damage.Message.TrimEnd('.')}). {lost}"
            + $"{counts.Numbers} numbers of {counts.Done}{(counts.Planned is { } planned ? $" of {planned}" : "")} cells could be read; "
            + "means, ranks and marks are over these.";
        return results with { Warnings = [warning] };
    }

    private static RunInfo SavedInfo(SqliteConnection connection, string path)
    {
        try
        {
            return ReadInfo(connection, path);
        }
        catch (Exception error) when (error is SqliteException or DamagedStoreException)
        {
            return RunInfoJson.Read(Path.Combine(Path.GetDirectoryName(path)!, RunFiles.Info));
        }
    }

    private static RunResults Read(RunInfo info, RowReader rows, Dictionary<long, CellKey> cells)
    {
        var order = new PlanOrder(info, rows.Images());
        var scores = rows.Scores(cells).ToLookup(s => s.Cell.IsShuffled());
        var maps = rows.Maps().Select(m => (Map: m, Randomized: RandomizedMap.Of(m))).ToList();
        return new RunResults(
            info,
            order.Sort([.. scores[false]], s => s.Cell),
            order.Sort(rows.Curves(cells), c => c.Cell),
            order.Sort(rows.Predictions(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(rows.Timings(), t => new CellKey(t.Dataset, t.Model, t.Method, "", "", 0)),
            order.Sort(rows.Failures(), f => new CellKey(f.Dataset, f.Model, f.Method, f.Metric, f.Image, f.Target ?? int.MinValue)),
            order.Sort(rows.Pictures(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(
                [.. maps.Where(m => m.Randomized is null).Select(m => m.Map)],
                m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target)))
        {
            Shuffled = order.Sort([.. scores[true].Select(s => s with { Cell = s.Cell.Own() })], s => s.Cell),
            Randomized = order.Sort(
                [.. maps.Select(m => m.Randomized).OfType<RandomizedMap>().OrderBy(m => m.Network.First + m.Network.Count)],
                m => new CellKey(m.Map.Dataset, m.Map.Model, m.Map.Method, "", m.Map.Image, m.Map.Target)),
            Remarks = order.Sort(rows.Remarks(), r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target)),
            MetricCosts = order.Sort(rows.MetricCosts(), c => new CellKey(c.Dataset, c.Model, "", c.Metric, "", 0)),
        };
    }
}
