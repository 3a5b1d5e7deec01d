using Microsoft.Data.Sqlite;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads a whole results.db, sorted into the order of the plan.</summary>
internal static class ResultReader
{
    public static RunInfo ReadInfo(SqliteConnection connection, string path) =>
        RunInfoJson.FromText(Sql.Scalar(connection, "SELECT info FROM run") as string ?? "null", path);

    public static RunResults Read(SqliteConnection connection, string path)
    {
        var info = ReadInfo(connection, path);
        var rows = new RowReader(connection);
        var order = new PlanOrder(info, rows.Images());
        var cells = rows.Cells();
        var results = new RunResults(
            info,
            order.Sort(rows.Scores(cells), s => s.Cell),
            order.Sort(rows.Curves(cells), c => c.Cell),
            order.Sort(rows.Predictions(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(rows.Timings(), t => new CellKey(t.Dataset, t.Model, t.Method, "", "", 0)),
            order.Sort(rows.Failures(), f => new CellKey(f.Dataset, f.Model, f.Method, f.Metric, f.Image, f.Target ?? int.MinValue)),
            order.Sort(rows.Pictures(), p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(rows.Maps(), m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target)))
        {
            Remarks = order.Sort(rows.Remarks(), r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target)),
            MetricCosts = order.Sort(rows.MetricCosts(), c => new CellKey(c.Dataset, c.Model, "", c.Metric, "", 0)),
        };
        return results with { Warnings = CellCounts.Of(results).Warning is { } warning ? [warning] : [] };
    }
}
