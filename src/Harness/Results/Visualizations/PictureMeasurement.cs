using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>The numbers of all pictures of a visualizer by one metric: a finished unit of work.</summary>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="IsControl">Whether it is a control.</param>
/// <param name="Metric">The metric's key.</param>
/// <param name="Scores">The numbers.</param>
/// <param name="Chances">What pictures that say nothing get, by name of the number, where it is known.</param>
internal sealed record PictureMeasurement(
    string Visualizer, bool IsControl, string Metric, IReadOnlyList<VisualizationScore> Scores,
    IReadOnlyDictionary<string, double> Chances)
{
    /// <summary>The numbers where every unit has the visualizer's picture of another one; empty where that was not asked.</summary>
    public IReadOnlyList<OtherUnitScore> OfOthers { get; init; } = [];

    /// <summary>What kept the metric from its numbers, a sentence; null for nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Whether that is a failure, and not that the metric does not apply.</summary>
    public bool IsFailed { get; init; }
}

/// <summary>The number of a unit with the picture of another one.</summary>
/// <param name="MadeFor">The unit that the picture was made for.</param>
/// <param name="Score">The number.</param>
internal sealed record OtherUnitScore(string MadeFor, VisualizationScore Score);
