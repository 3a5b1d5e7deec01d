using Dapper;
using Microsoft.Data.Sqlite;
using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Storage;

/// <summary>Inserts a cell with its scores and curves.</summary>
internal static class CellWriter
{
    public static void Insert(SqliteTransaction transaction, CellKey cell, MetricResult result)
    {
        var connection = transaction.Connection!;
        var failed = result.Scores.Any(s => s.State == CellState.Failed);
        var id = connection.ExecuteScalar<long>(
            "INSERT OR REPLACE INTO cells (dataset, model, method, metric, image, target, failed) "
            + "VALUES (@Dataset, @Model, @Method, @Metric, @Image, @Target, @failed) RETURNING id",
            new { cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.Target, failed }, transaction);
        connection.Execute(
            "INSERT INTO scores VALUES (@id, @position, @Name, @value, @state)",
            result.Scores.Select((s, position) => new { id, position, s.Name, value = Columns.FromNumber(s.Value), state = s.State.Text }),
            transaction);
        foreach (var (position, curve) in result.Curves.Index())
            connection.Execute(
                "INSERT OR IGNORE INTO axes (x) VALUES (@x); "
                + "INSERT INTO curves VALUES (@id, @position, @Name, (SELECT id FROM axes WHERE x = @x), @y);",
                new { id, position, curve.Name, x = Columns.FromNumbers(curve.X), y = Columns.FromNumbers(curve.Y) }, transaction);
    }
}
