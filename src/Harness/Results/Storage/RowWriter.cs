using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Storage;

/// <summary>Writes rows within one transaction of a <see cref="ResultStore"/>.</summary>
public sealed class RowWriter
{
    private readonly SqliteTransaction _transaction;
    private readonly Statements _statements;

    internal RowWriter(SqliteTransaction transaction, Statements statements) => (_transaction, _statements) = (transaction, statements);

    /// <summary>What a model says of an image.</summary>
    public void Prediction(PredictionRow row)
    {
        Execute(
            "INSERT OR REPLACE INTO predictions VALUES (@Dataset, @Model, @Image, @labels, @Top1, @probability)",
            new
            {
                row.Dataset,
                row.Model,
                row.Image,
                labels = Columns.FromClasses(row.Labels),
                row.Top1,
                probability = Columns.FromNumber(row.Probability),
            });
        if (row.LabelProbability is not null)
            Execute("INSERT OR REPLACE INTO label_probabilities VALUES (@Dataset, @Model, @Image, @LabelProbability)", row);
    }

    /// <summary>What was read of an image: SHA-256 of its picture and masks; the first one stands.</summary>
    public void Content(string dataset, string image, string sha256) =>
        Execute("INSERT OR IGNORE INTO contents VALUES (@dataset, @image, @sha256)", new { dataset, image, sha256 });

    /// <summary>One repetition of the measured cost of a method.</summary>
    public void Timing(TimingRow row) => Execute(
        "INSERT OR REPLACE INTO timings VALUES (@Dataset, @Model, @Method, @Repetition, @Milliseconds, @Forwards, @Backwards, "
        + "@PeakMegabytes)",
        row);

    /// <summary>A picture of the gallery.</summary>
    public void Picture(PictureRow row) => Execute("INSERT OR REPLACE INTO pictures VALUES (@Dataset, @Model, @Image, @Png)", row);

    /// <summary>A map of the gallery.</summary>
    public void Map(MapRow row) =>
        Execute("INSERT OR REPLACE INTO maps VALUES (@Dataset, @Model, @Method, @Image, @Target, @Height, @Width, @Pixels)", row);

    /// <summary>Why an explanation has no numbers.</summary>
    public void Remark(RemarkRow row) =>
        Execute("INSERT OR REPLACE INTO remarks VALUES (@Dataset, @Model, @Method, @Image, @Target, @State, @Why)", row);

    /// <summary>Something that went wrong.</summary>
    public void Failure(FailureRow row) =>
        Execute("INSERT OR REPLACE INTO failures VALUES (@Dataset, @Model, @Method, @Metric, @Image, @Target, @Error)", row);

    /// <summary>A finished cell: its numbers and curves.</summary>
    public void Cell(CellKey cell, MetricResult result)
    {
        var failed = result.Scores.Any(s => s.State == CellState.Failed);
        var id = _statements.Number(
            _transaction,
            "INSERT OR REPLACE INTO cells (dataset, model, method, metric, image, target, failed) "
            + "VALUES (@0, @1, @2, @3, @4, @5, @6) RETURNING id",
            cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.Target, failed);
        foreach (var (position, score) in result.Scores.Index())
            _statements.Execute(
                _transaction, "INSERT INTO scores VALUES (@0, @1, @2, @3, @4)",
                id, position, score.Name, Columns.FromNumber(score.Value), score.State.Text);
        foreach (var (position, curve) in result.Curves.Index())
            Execute(
                "INSERT OR IGNORE INTO axes (x) VALUES (@x); "
                + "INSERT INTO curves VALUES (@id, @position, @Name, (SELECT id FROM axes WHERE x = @x), @y);",
                new { id, position, curve.Name, x = Columns.FromNumbers(curve.X), y = Columns.FromNumbers(curve.Y) });
    }

    /// <summary>Adds what the evaluation of a cell took to what the metric took on the model.</summary>
    public void Cost(CellKey cell, MetricCost cost) => _statements.Execute(
        _transaction,
        "INSERT INTO metric_costs VALUES (@0, @1, @2, 1, @3, @4, @5) "
        + "ON CONFLICT DO UPDATE SET cells = cells + 1, milliseconds = milliseconds + excluded.milliseconds, "
        + "asked = asked + excluded.asked, run = run + excluded.run",
        cell.Dataset, cell.Model, cell.Metric, cost.Milliseconds, cost.PassesAsked, cost.PassesRun);

    /// <summary>Adds what a metric took elsewhere to what it took on the model.</summary>
    public void Cost(MetricCostRow row) => _statements.Execute(
        _transaction,
        "INSERT INTO metric_costs VALUES (@0, @1, @2, @3, @4, @5, @6) "
        + "ON CONFLICT DO UPDATE SET cells = cells + excluded.cells, milliseconds = milliseconds + excluded.milliseconds, "
        + "asked = asked + excluded.asked, run = run + excluded.run",
        row.Dataset, row.Model, row.Metric, row.Cells, row.Total.Milliseconds, row.Total.PassesAsked, row.Total.PassesRun);

    /// <summary>Removes a cell with its numbers and curves.</summary>
    public void Remove(CellKey cell) => Execute(
        "DELETE FROM cells WHERE dataset = @Dataset AND model = @Model AND method = @Method AND metric = @Metric AND image = @Image "
        + "AND target = @Target",
        new { cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.Target });

    /// <summary>Removes all measured costs of methods.</summary>
    public void RemoveTimings() => Execute("DELETE FROM timings", new { });

    /// <summary>Removes all failures.</summary>
    public void RemoveFailures() => Execute("DELETE FROM failures", new { });

    /// <summary>A row of another table.</summary>
    internal void Put(string sql, object parameters) => Execute(sql, parameters);

    private void Execute(string sql, object parameters) => _transaction.Connection!.Execute(sql, parameters, _transaction);
}
