namespace VisEval.Harness.Results.Visualizations;

/// <summary>What visualizers made of the units of one network, with the pictures of one dataset as the natural ones.</summary>
/// <param name="Dataset">The name of the dataset.</param>
/// <param name="Model">The name of the network.</param>
/// <param name="Pictures">The pictures: unit by unit, the visualizers of each in the order of the run, controls last.</param>
/// <param name="Scores">Their numbers; null where nothing was measured.</param>
internal sealed record NetworkVisualizations(
    string Dataset, string Model, IReadOnlyList<VisualizationRow> Pictures, PictureScores? Scores)
{
    /// <summary>What the pictures took, a row a unit and visualizer.</summary>
    public IReadOnlyList<UnitTiming> Timings { get; init; } = [];
}
