using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Analysis.Visualizations;

/// <summary>All rows of one number of one visualizer.</summary>
/// <param name="rows">The rows; not empty.</param>
internal sealed class Column(IReadOnlyList<PictureScoreRow> rows)
{
    /// <summary>The visualizer's key.</summary>
    public string Visualizer => rows[0].Visualizer;

    /// <summary>Whether it is a control.</summary>
    public bool IsControl => rows[0].IsControl;

    /// <summary>The visualizer whose pictures of other units these are; null for pictures of their own units.</summary>
    public string? OfOthers => rows[0].Another?.Visualizer;

    /// <summary>The number of all units together; null where there is one for each.</summary>
    public VisualizationScore? Pooled { get; } = rows.Select(r => r.Score).FirstOrDefault(s => s.Unit is null);

    /// <summary>The values of every unit that has one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> ByUnit { get; } = rows.Select(r => r.Score)
        .Where(s => s is { Unit: not null, Value: not null }).GroupBy(s => s.Unit!)
        .ToDictionary(g => g.Key, g => (IReadOnlyList<double>)[.. g.Select(s => s.Value!.Value)]);

    /// <summary>States in place of a number.</summary>
    public IReadOnlyList<(string State, int Count)> States { get; } =
        [.. rows.Where(r => !r.Score.State.IsOk).GroupBy(r => r.Score.State.Text).Select(g => (g.Key, g.Count()))];

    /// <summary>For every unit that both have a number of, the mean merit here less that there.</summary>
    public double[] GainsOver(Column other, ScoreInfo info) =>
    [
        .. ByUnit.Where(u => other.ByUnit.ContainsKey(u.Key))
            .Select(u => u.Value.Average(info.Merit) - other.ByUnit[u.Key].Average(info.Merit)),
    ];
}
