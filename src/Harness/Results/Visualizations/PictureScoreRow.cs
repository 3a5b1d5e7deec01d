using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>A number of a visualizer's pictures.</summary>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="Metric">The metric's key.</param>
/// <param name="Score">The number, and what it is of.</param>
public sealed record PictureScoreRow(string Visualizer, bool IsControl, string Metric, VisualizationScore Score);
