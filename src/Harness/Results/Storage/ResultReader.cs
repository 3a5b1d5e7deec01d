using System.Data;
using Dapper;

namespace VisEval.Harness.Results.Storage;

/// <summary>Reads a whole results.db, sorted into the order of the plan.</summary>
internal static class ResultReader
{
    public static RunInfo ReadInfo(IDbConnection connection, string path) =>
        RunInfoJson.FromText(connection.ExecuteScalar<string>("SELECT info FROM run") ?? "null", path);

    public static RunResults Read(IDbConnection connection, string path)
    {
        var info = ReadInfo(connection, path);
        var images = connection.Query<StoredCell>("SELECT dataset, image FROM images ORDER BY dataset, position").Select(i => (i.Dataset, i.Image));
        var order = new PlanOrder(info, images);
        var cells = connection.Query<StoredCell>("SELECT * FROM cells").ToDictionary(c => c.Id, c => c.ToKey());
        return new RunResults(
            info,
            order.Sort(
                connection.Query<StoredScore>("SELECT * FROM scores ORDER BY cell, position").Select(s => s.ToRow(cells[s.Cell])),
                s => s.Cell),
            order.Sort(ReadCurves(connection, cells), c => c.Cell),
            order.Sort(
                connection.Query<StoredPrediction>("SELECT * FROM predictions").Select(p => p.ToRow()),
                p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(
                connection.Query<StoredTiming>("SELECT * FROM timings ORDER BY repetition").Select(t => t.ToRow()),
                t => new CellKey(t.Dataset, t.Model, t.Method, "", "", 0)),
            order.Sort(
                connection.Query<StoredFailure>("SELECT * FROM failures").Select(f => f.ToRow()),
                f => new CellKey(f.Dataset, f.Model, f.Method, f.Metric, f.Image, f.Target ?? int.MinValue)),
            order.Sort(
                connection.Query<StoredPicture>("SELECT * FROM pictures").Select(p => p.ToRow()),
                p => new CellKey(p.Dataset, p.Model, "", "", p.Image, 0)),
            order.Sort(
                connection.Query<StoredMap>("SELECT * FROM maps").Select(m => m.ToRow()),
                m => new CellKey(m.Dataset, m.Model, m.Method, "", m.Image, m.Target)))
        {
            Remarks = order.Sort(
                connection.Query<StoredRemark>("SELECT * FROM remarks").Select(r => r.ToRow()),
                r => new CellKey(r.Dataset, r.Model, r.Method, "", r.Image, r.Target)),
            MetricCosts = order.Sort(
                connection.Query<StoredMetricCost>("SELECT * FROM metric_costs").Select(c => c.ToRow()),
                c => new CellKey(c.Dataset, c.Model, "", c.Metric, "", 0)),
        };
    }

    // Many curves share their positions; they are stored, and held in memory, once.
    private static IEnumerable<CurveRow> ReadCurves(IDbConnection connection, Dictionary<long, CellKey> cells)
    {
        var axes = connection.Query<StoredAxis>("SELECT * FROM axes").ToDictionary(a => a.Id, a => Columns.ToNumbers(a.X));
        return connection.Query<StoredCurve>("SELECT * FROM curves ORDER BY cell, position")
            .Select(c => new CurveRow(cells[c.Cell], c.Name, axes[c.Axis], Columns.ToNumbers(c.Y)));
    }
}
