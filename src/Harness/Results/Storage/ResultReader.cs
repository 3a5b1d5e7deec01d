using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Harness.Plugins;

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

    /// <summary>All results, in the order of the plan.</summary>
    /// <param name="view">The store.</param>
    /// <param name="path">Its path.</param>
    /// <param name="plugins">The plug-ins at hand.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="DamagedStoreException">Rows are lost.</exception>
    public static RunResults Read(StoreView view, string path, LoadedPlugins plugins, CancellationToken stop = default)
    {
        var info = ReadInfo(view.First, path);
        plugins.RequireFor(path, info.Plugins);
        var numbers = StoredNumbers.Of(info, view, stop);
        var results = numbers.In(WithoutNumbers(info, new WholeRows(view.First, stop), plugins.Sources));
        return results with { Warnings = [.. RunStanding.Warnings(info, numbers.Counted), .. results.Warnings] };
    }

    /// <summary>All results of a store, in the order of the plan.</summary>
    public static RunResults Read(RunInfo info, IRowSource source)
    {
        var rows = new RowReader(source);
        return Whole(info, rows, rows.Cells()).In(WithoutNumbers(info, source));
    }

    /// <summary>All results but numbers and curves.</summary>
    /// <param name="info">The run.</param>
    /// <param name="source">Its rows.</param>
    /// <param name="units">Where units come from; VisEval's own if null.</param>
    public static RunResults WithoutNumbers(RunInfo info, IRowSource source, UnitSources? units = null)
    {
        var rows = new RowReader(source);
        var order = new PlanOrder(info, rows.Images());
        var pictures = new StoredMaps();
        var maps = rows.Maps().Select(pictures.Checked).Select(m => (Map: m, Randomized: RandomizedMap.Of(m))).ToList();
        return VisualizationReader.With(DrawnImages.Of(info).In(new RunResults(
            info,
            [],
            [],
            order.Sort(rows.Predictions(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(rows.Timings(), t => new CellKey(t.Dataset, t.Model, t.Method, "", "", 0)),
            order.Sort(rows.Failures(), f => new CellKey(f.Dataset, f.Model, f.Method, f.Metric, f.Image, f.Target ?? int.MinValue)),
            order.Sort(rows.Pictures(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(
                [.. maps.Where(m => m.Randomized is null).Select(m => m.Map)],
                m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target)))
        {
            Warnings = [.. new[] { pictures.Warning }.OfType<string>()],
            Randomized = order.Sort(
                [.. maps.Select(m => m.Randomized).OfType<RandomizedMap>().OrderBy(m => m.Network.First + m.Network.Count)],
                m => new CellKey(m.Map.Dataset, m.Map.Model, m.Map.Method, "", m.Map.Image, m.Map.Target)),
            Remarks = order.Sort(rows.Remarks(), r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target)),
            MetricCosts = order.Sort(rows.MetricCosts(), c => new CellKey(c.Dataset, c.Model, "", c.Metric, "", 0)),
        }), source, units ?? UnitSources.BuiltIn);
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
        var info = SavedInfo(connection, path);
        plugins.RequireFor(path, info.Plugins);
        var results = Whole(info, rows, rows.Cells()).In(WithoutNumbers(info, source, plugins.Sources));
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

    // All tables at once: of what is left of a damaged file, and of a store without an index.
    private static StoredNumbers Whole(RunInfo info, RowReader rows, CellTable cells)
    {
        var (order, drawn, stored) = (new PlanOrder(info, rows.Images()), DrawnImages.Of(info), new StoredValues(info));
        var scores = new ScoreTable(cells, rows.Scores(cells), rows.Names);
        var places = order.Of(cells);
        var own = stored.Checked(scores.Rows(places, shuffled: false));
        var shuffled = stored.Checked(scores.Rows(places, shuffled: true));
        var means = cells.HasFurther ? SeedMeans.Of(own, info.Seeds ?? SeedKey.First) : new SeedMeans(own, []);
        var found = new ScorePiece(
            cells.HasFurther ? order.Sort([.. means.Scores], s => s.Cell) : own,
            order.Sort([.. means.Seeds], s => s.Row.Cell),
            order.Sort(rows.Curves(cells), c => c.Cell)).In(drawn);
        return new StoredNumbers(found, new ScorePiece(shuffled, [], []).In(drawn).Scores, Counted(info, cells), stored.Warning);
    }
}
