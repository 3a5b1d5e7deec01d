using VisEval.Harness.Results;

namespace VisEval.Harness.Analysis.Gate;

/// <summary>Tells what a run lost from what it was never asked for, where it has no row of a value that the baseline has.</summary>
/// <remarks>A run writes a row, with a number or a state, for everything that it was asked for. So a row is lost where the run has others
/// of the same image and class, unless its metric was asked of fewer images than before. Of an image without any row nothing is known,
/// except in a run that is not finished or damaged, and was asked for at least as many images.</remarks>
internal sealed class AskedAgain
{
    private readonly RunResults _current;
    private readonly RowIndex _rows;
    private readonly Dictionary<string, int?> _before;
    private readonly Dictionary<string, int?> _now;
    private readonly HashSet<string> _broken;
    private readonly Lazy<HashSet<(string Dataset, string Model, string Metric, Explanation Of)>> _asked;

    public AskedAgain(RunInfo old, RunResults current, RowIndex rows)
    {
        (_current, _rows) = (current, rows);
        (_before, _now) = (Images(old), Images(current.Info));
        var images = old.Datasets.ToDictionary(d => d.Name, d => d.Images);
        _broken = current.Warnings.Count == 0
            ? []
            : [.. current.Info.Datasets.Where(d => images.TryGetValue(d.Name, out var before) && d.Images >= before).Select(d => d.Name)];
        // Seldom needed, and as large as the run.
        _asked = new(() => [.. _current.Scores.Select(r => (r.Cell.Dataset, r.Cell.Model, r.Cell.Metric, Explanation.Of(r)))]);
    }

    /// <summary>Whether the run should have a row of a value.</summary>
    /// <param name="cell">The number, of which the run has some row.</param>
    /// <param name="of">The image and class.</param>
    public bool Of(GateCell cell, Explanation of)
    {
        if (cell is not { Model.New: { } model, Metric.New: { } metric })
            return false;
        if (!_rows.Has(cell.Dataset, model, of.Image))
            return _broken.Contains(cell.Dataset) && IsOfAsMany(cell.Metric.Old, metric);
        return _rows.Has(cell.Dataset, model, of)
            && (IsOfAsMany(cell.Metric.Old, metric) || _asked.Value.Contains((cell.Dataset, model, metric, of)));
    }

    private bool IsOfAsMany(string old, string current) =>
        _now.GetValueOrDefault(current) is not { } now || (_before.GetValueOrDefault(old) is { } before && now >= before);

    // Options may differ between datasets, and so may the key; of several entries of a key the fewest images hold.
    private static Dictionary<string, int?> Images(RunInfo info) =>
        info.Metrics.GroupBy(m => m.Key).ToDictionary(g => g.Key, g => g.Min(m => m.Images));
}
