using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Which failures still stand when results are put together: what failed on one machine may have been finished on
/// another.</summary>
internal sealed class StandingFailures(IRowSource rows)
{
    private readonly Lazy<List<FailedPlace>> _failed = new(() => Failed(rows));

    private readonly Lazy<HashSet<(string, string, string)>> _timed = new(
        () => [.. new RowReader(rows).Timings().Select(t => (t.Dataset, t.Model, t.Method))]);

    private readonly Lazy<Dictionary<(string, string), List<string>>> _pictures = new(
        () => new RowReader(rows).Pictures().GroupBy(p => (p.Dataset, p.Model), p => p.Image).ToDictionary(g => g.Key, g => g.ToList()));

    private readonly Lazy<HashSet<(string Dataset, string Model, string Unit)>> _pieces = new(() => [.. VisualizationTables.Done(rows)]);

    /// <summary>Whether nothing took the place of what failed.</summary>
    public bool Stands(FailureRow failure) => _failed.Value.Any(f => f.IsOf(failure)) || !IsFinished(failure);

    private bool IsFinished(FailureRow failure) => failure switch
    {
        // An image that could not be read, or not be shown.
        { Method: "" } => HasCell(failure) && IsShown(failure),
        // An explanation, or the measurement of its cost; pictures of a unit; an analysis.
        { Metric: "" } => IsPiece(failure) || (HasCell(failure) && _timed.Value.Contains((failure.Dataset, failure.Model, failure.Method))),
        _ => HasCell(failure) || _pieces.Value.Contains((failure.Dataset, failure.Model, failure.Metric)),
    };

    private bool IsPiece(FailureRow failure) => _pieces.Value.Contains((failure.Dataset, failure.Model, failure.Method));

    // The first images have a picture each; behind the last one that has, none is kept.
    private bool IsShown(FailureRow failure)
    {
        if (!_pictures.Value.TryGetValue((failure.Dataset, failure.Model), out var shown) || shown.Contains(failure.Image))
            return true;
        List<string> images = [.. new RowReader(rows).Images().Where(i => i.Dataset == failure.Dataset).Select(i => i.Image)];
        return images.IndexOf(failure.Image) > shown.Max(images.IndexOf);
    }

    private bool HasCell(FailureRow failure)
    {
        var where = string.Concat(
            Equal("method", failure.Method), Equal("metric", failure.Metric), Equal("image", failure.Image));
        return rows.Read(
            "id", $"cells WHERE dataset = {CellGroup.Quoted(failure.Dataset)} AND model = {CellGroup.Quoted(failure.Model)}{where}", ["id"],
            r => r.GetInt64(0)).Count > 0;
    }

    private static string Equal(string column, string value) => value.Length == 0 ? "" : $" AND {column} = {CellGroup.Quoted(value)}";

    private static List<FailedPlace> Failed(IRowSource rows) =>
    [
        .. rows.Read(
            "dataset, model, method, metric, image, target", "cells WHERE id IN (SELECT cell FROM scores WHERE state = 'failed')", ["id"],
            r => new FailedPlace(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5))),
        .. VisualizationTables.Units(rows).Where(u => u.Error is not null)
            .Select(u => new FailedPlace(u.Dataset, u.Model, u.Visualizer, "", u.Unit, null)),
        .. VisualizationTables.Measurements(rows).SelectMany(g => g.Where(m => m.IsFailed)
            .Select(m => new FailedPlace(g.Key.Dataset, g.Key.Model, m.Visualizer, m.Metric, "", null))),
    ];

    /// <summary>What a store holds as failed.</summary>
    private sealed record FailedPlace(string Dataset, string Model, string Method, string Metric, string Image, int? Target)
    {
        // What a failure leaves empty it says of all.
        public bool IsOf(FailureRow f) => (Dataset, Model) == (f.Dataset, f.Model)
            && (f.Method.Length == 0 || f.Method == Method || f.Method == Own) && (f.Metric.Length == 0 || f.Metric == Metric)
            && f.Image == Image && (f.Target is null || Target is null || f.Target == Target);

        private string Own => new CellKey("", "", Method, "", "", 0).Own().Method;
    }
}
