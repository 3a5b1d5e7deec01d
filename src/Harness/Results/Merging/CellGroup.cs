using VisEval.Core;
using VisEval.Harness.Results.Storage;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Merging;

/// <summary>The cells of one method on one network and dataset, all of them or those of one metric: as many as are held in memory at a
/// time.</summary>
internal sealed record CellGroup(string Dataset, string Model, string Method, string? Metric)
{
    // Stores with more cells than this are gone through by metric.
    private const int Many = 1_000_000;

    /// <summary>The groups of a store.</summary>
    public static IReadOnlyList<CellGroup> Of(IRowSource source)
    {
        string[] key = source.AboutCells() is 0 or > Many ? ["dataset", "model", "method", "metric"] : ["dataset", "model", "method"];
        return source.Read(
            $"DISTINCT {string.Join(", ", key)}", "cells", key,
            r => new CellGroup(r.GetString(0), r.GetString(1), r.GetString(2), key.Length > 3 ? r.GetString(3) : null));
    }

    /// <summary>The cells of the group in a store, by key.</summary>
    public Dictionary<CellKey, CellContent> In(IRowSource source)
    {
        var ids = $"cell IN (SELECT id FROM cells WHERE {Where})";
        var scores = source.Read(
            "cell, score, value, state", $"scores WHERE {ids}", ["cell", "position"],
            r => (Cell: r.GetInt64(0), Score: new ScoreValue(r.GetString(1), r.Number(2), CellState.Parse(r.GetString(3)))))
            .ToLookup(s => s.Cell, s => s.Score);
        var axes = new Dictionary<long, double[]>();
        source.Read(
            "id, x", $"axes WHERE id IN (SELECT axis FROM curves WHERE {ids})", ["id"],
            r => axes[r.GetInt64(0)] = Columns.ToNumbers(r.Bytes(1)!));
        var curves = source.Read(
            "cell, name, axis, y", $"curves WHERE {ids}", ["cell", "position"],
            r => (Cell: r.GetInt64(0), Curve: new Curve(r.GetString(1), axes[r.GetInt64(2)], Columns.ToNumbers(r.Bytes(3)!))))
            .ToLookup(c => c.Cell, c => c.Curve);
        return source.Read(
            "id, metric, image, target", $"cells WHERE {Where}", ["id"],
            r => new CellContent(
                new CellKey(Dataset, Model, Method, r.GetString(1), r.GetString(2), r.GetInt32(3)),
                new MetricResult([.. scores[r.GetInt64(0)]], [.. curves[r.GetInt64(0)]])))
            .ToDictionary(c => c.Key);
    }

    private string Where => $"dataset = {Quoted(Dataset)} AND model = {Quoted(Model)} AND method = {Quoted(Method)}"
        + (Metric is null ? "" : $" AND metric = {Quoted(Metric)}");

    /// <summary>A text as it stands in a statement.</summary>
    internal static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
