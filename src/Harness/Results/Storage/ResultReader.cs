using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads a whole results.db, sorted into the order of the plan.</summary>
internal static class ResultReader
{
    private const double CellsOfFirst = 0.75;

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

    public static RunResults Read(StoreView snapshot, string path, LoadedPlugins plugins)
    {
        var source = new WholeRows(snapshot.First);
        var rows = new RowReader(source);
        var info = ReadInfo(snapshot.First, path);
        plugins.RequireFor(path, info.Plugins);
        var (cells, numbers) = snapshot.Second is { } second ? BothTables(rows, new RowReader(new WholeRows(second))) : Tables(rows);
        var results = VisualizationReader.With(Read(info, rows, cells, numbers), source, plugins.Sources);
        return results with
        {
            Warnings = [.. RunStanding.Warnings(info, Counted(info, cells)), .. results.Warnings],
        };
    }

    /// <summary>All results of a store, in the order of the plan.</summary>
    public static RunResults Read(RunInfo info, IRowSource source)
    {
        var rows = new RowReader(source);
        var (cells, numbers) = Tables(rows);
        return VisualizationReader.With(Read(info, rows, cells, numbers), source, UnitSources.BuiltIn);
    }

    private static (CellTable Cells, StoredScores Numbers) Tables(RowReader rows)
    {
        var cells = rows.Cells();
        return (cells, StoredScores.Of(rows, cells));
    }

    // The two large tables are read at once: a cell takes longer than a number, so the second reader does a part of the cells, too.
    private static (CellTable Cells, StoredScores Numbers) BothTables(RowReader first, RowReader second)
    {
        var bound = (int)(CellsOfFirst * first.AboutCells());
        var other = Task.Run(() => (Numbers: StoredScores.Of(second, null), Cells: second.CellsAbove(bound)));
        List<CellEntry> cells;
        try
        {
            cells = first.CellsUpTo(bound);
        }
        finally
        {
            // The connection must not be closed under the reader.
            Task.WaitAny([other]);
        }
        var found = other.GetAwaiter().GetResult();
        cells.AddRange(first.Names.Renumber(found.Cells, second.Names));
        return (new CellTable(cells, first.Names), found.Numbers);
    }

    /// <summary>What can be read of a damaged file, with a warning that says so.</summary>
    /// <param name="connection">The file, open.</param>
    /// <param name="path">The file's path.</param>
    /// <param name="damage">What was found to be wrong with it.</param>
    /// <param name="plugins">The plug-ins at hand.</param>
    /// <exception cref="InputException">Not even what was run can be read, there or in the run.json beside it.</exception>
    public static RunResults Save(SqliteConnection connection, string path, Exception damage, LoadedPlugins plugins)
    {
        var source = new SavedRows(connection);
        var rows = new RowReader(source);
        var (info, cells) = (SavedInfo(connection, path), rows.Cells());
        plugins.RequireFor(path, info.Plugins);
        var results = VisualizationReader.With(Read(info, rows, cells, StoredScores.Of(rows, cells)), source, plugins.Sources);
        var counts = CellCounts.Of(results);
        var lost = source.Damaged.Count > 0 ? $"Rows are lost of: {string.Join(", ", source.Damaged)}. " : "";
        var warning = $"The result store of this run is damaged ({Damage.Text(damage).TrimEnd('.')}). {lost}"
            + $"{counts.Numbers} numbers of {counts.Done}{(counts.Planned is { } planned ? $" of {planned}" : "")} cells could be read; "
            + "means, ranks and marks are over these.";
        return results with { Warnings = [.. new[] { warning, RunStanding.Conflicts(info) }.OfType<string>(), .. results.Warnings] };
    }

    // The store may hold maps of more seeds, or images, than the run has now.
    internal static int Counted(RunInfo info, CellTable cells)
    {
        var used = DrawnImages.Of(info);
        return Enumerable.Range(0, cells.Count).Count(
            c => !cells.IsShuffled(c) && cells.SeedOf(c) <= (info.Seeds ?? SeedKey.First)
                && (used.AreAll || used.Has(cells.Names[cells[c].Dataset], cells.Names[cells[c].Image])));
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

    private sealed record StoredScores(List<ScoreEntry> Scores, Names Names)
    {
        public static StoredScores Of(RowReader rows, CellTable? cells) => new(rows.Scores(cells), rows.Names);
    }

    private static RunResults Read(RunInfo info, RowReader rows, CellTable cells, StoredScores numbers)
    {
        var order = new PlanOrder(info, rows.Images());
        var scores = new ScoreTable(cells, numbers.Scores, numbers.Names);
        var places = order.Of(cells);
        var stored = new StoredValues(info);
        var others = Task.Run(() => scores.Rows(places, shuffled: true));
        var own = stored.Checked(scores.Rows(places, shuffled: false));
        var shuffled = stored.Checked(others.GetAwaiter().GetResult());
        var means = cells.HasFurther ? SeedMeans.Of(own, info.Seeds ?? SeedKey.First) : new SeedMeans(own, []);
        var pictures = new StoredMaps();
        var maps = rows.Maps().Select(pictures.Checked).Select(m => (Map: m, Randomized: RandomizedMap.Of(m))).ToList();
        return DrawnImages.Of(info).In(new RunResults(
            info,
            cells.HasFurther ? order.Sort([.. means.Scores], s => s.Cell) : own,
            order.Sort(rows.Curves(cells), c => c.Cell),
            order.Sort(rows.Predictions(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(rows.Timings(), t => new CellKey(t.Dataset, t.Model, t.Method, "", "", 0)),
            order.Sort(rows.Failures(), f => new CellKey(f.Dataset, f.Model, f.Method, f.Metric, f.Image, f.Target ?? int.MinValue)),
            order.Sort(rows.Pictures(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(
                [.. maps.Where(m => m.Randomized is null).Select(m => m.Map)],
                m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target)))
        {
            Shuffled = shuffled,
            Warnings = [.. new[] { stored.Warning, pictures.Warning }.OfType<string>()],
            Seeds = order.Sort([.. means.Seeds], s => s.Row.Cell),
            Randomized = order.Sort(
                [.. maps.Select(m => m.Randomized).OfType<RandomizedMap>().OrderBy(m => m.Network.First + m.Network.Count)],
                m => new CellKey(m.Map.Dataset, m.Map.Model, m.Map.Method, "", m.Map.Image, m.Map.Target)),
            Remarks = order.Sort(rows.Remarks(), r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target)),
            MetricCosts = order.Sort(rows.MetricCosts(), c => new CellKey(c.Dataset, c.Model, "", c.Metric, "", 0)),
        });
    }
}
