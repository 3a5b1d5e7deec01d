using VisEval.Core;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>The numbers of the pictures that visualizers made of units of one network.</summary>
/// <param name="Dataset">The name of the natural pictures; empty for none.</param>
/// <param name="Network">The name of the network.</param>
/// <param name="Metrics">The metrics with their options.</param>
/// <param name="Rows">The numbers, by visualizer and metric.</param>
/// <param name="Chances">What pictures that say nothing get, by metric and name of the number, where it is known.</param>
/// <param name="Classes">The class of every unit that is one.</param>
/// <param name="Failures">What kept a metric from a number, sentences.</param>
public sealed record PictureScores(
    string Dataset,
    string Network,
    IReadOnlyList<Unit<IVisualizationMetric>> Metrics,
    IReadOnlyList<PictureScoreRow> Rows,
    IReadOnlyDictionary<(string Metric, string Score), double> Chances,
    IReadOnlyDictionary<string, int> Classes,
    IReadOnlyList<string> Failures);
