namespace VisEval.Harness.Configuration;

/// <summary>How much work a run is.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="Options">Option values by unit and option; they replace the unit's own defaults where nobody else says anything.</param>
/// <param name="TargetsPerImage">Classes explained of each image, null for all.</param>
/// <param name="Metrics">The metrics that are evaluated where none is named; null for all.</param>
/// <param name="ReexplainedImages">The number of first images that metrics are evaluated on which explain again; null for all. A metric
/// that the user names is evaluated on all.</param>
/// <param name="MostPasses">The most that an explanation may take, in forward passes; methods that take more are left out unless the user
/// names methods; null for no limit.</param>
internal sealed record Preset(
    string Name,
    int? Limit,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Options,
    int? TargetsPerImage = null,
    IReadOnlyList<string>? Metrics = null,
    int? ReexplainedImages = null,
    double? MostPasses = null)
{
    /// <summary>The visualizers of a run that names neither methods nor metrics; empty for none.</summary>
    public IReadOnlyList<string> Visualizers { get; init; } = [];

    /// <summary>What the pictures of visualizers are measured by where nothing is named; empty for nothing.</summary>
    public IReadOnlyList<string> VisualizationMetrics { get; init; } = [];

    /// <summary>The analyses of layers of a run that names neither methods nor metrics; empty for none.</summary>
    public IReadOnlyList<string> Analyses { get; init; } = [];
}
