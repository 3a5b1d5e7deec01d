using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>A number of a visualizer's pictures.</summary>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="Metric">The metric's key.</param>
/// <param name="Score">The number, and what it is of.</param>
internal sealed record PictureScoreRow(string Visualizer, bool IsControl, string Metric, VisualizationScore Score)
{
    /// <summary>Begins the name of a visualizer whose pictures of other units are scored.</summary>
    public const string AnotherUnit = "another-unit";

    /// <summary>Which visualizer made the picture, of which unit, where that is another unit than the number is of; else null.</summary>
    public (string Visualizer, string Unit)? Another { get; init; }
}
