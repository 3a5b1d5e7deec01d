using VisEval.Core;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What the pictures of a job are measured by.</summary>
/// <param name="Metrics">The metrics with their options.</param>
/// <param name="Network">The network that the pictures are of.</param>
/// <param name="Others">Other networks for the same pictures and classes.</param>
/// <param name="Dataset">The name of the natural pictures; empty for none.</param>
/// <param name="Labels">The classes in each natural picture of the job, in order.</param>
internal sealed record VisualizationMeasuring(
    IReadOnlyList<Unit<IVisualizationMetric>> Metrics,
    PictureNetwork Network,
    IReadOnlyList<PictureNetwork> Others,
    string Dataset,
    IReadOnlyList<IReadOnlyList<int>> Labels);
