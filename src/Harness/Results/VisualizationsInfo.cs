using System.Text.Json.Serialization;

namespace VisEval.Harness.Results;

/// <summary>What a run shows of the units of its networks: the member <c>visualizations</c> of run.json.</summary>
/// <param name="Visualizers">The visualizers in report order, controls last.</param>
/// <param name="Units">The units as asked for; empty for classes of every network, spread evenly.</param>
/// <param name="Metrics">The keys of what the pictures are measured by; empty for nothing.</param>
/// <param name="Seeds">Pictures of each unit by a visualizer that draws random numbers, each of another seed.</param>
internal sealed record VisualizationsInfo(
    IReadOnlyList<VisualizerInfo> Visualizers, IReadOnlyList<string> Units, IReadOnlyList<string> Metrics, int Seeds)
{
    /// <summary>The units of work that were planned: a unit by a visualizer each, and a visualizer by a metric each, of every dataset and
    /// network.</summary>
    public int Planned { get; init; }
}

/// <summary>A visualizer of a run.</summary>
/// <param name="Key">The canonical unit key.</param>
/// <param name="Name">The catalogue name.</param>
/// <param name="Paper">The publication.</param>
/// <param name="IsControl">Whether it is there for comparison.</param>
internal sealed record VisualizerInfo(
    string Key, string Name, string Paper, [property: JsonPropertyName("control")] bool IsControl);

/// <summary>What a run looks for in the layers of its networks: the member <c>representation</c> of run.json.</summary>
/// <param name="Analyses">The analyses in report order.</param>
/// <param name="Layers">The layers as asked for; empty for the layer of every network that class activation maps take.</param>
/// <param name="Concepts">The concepts as asked for; empty for all of the dataset.</param>
internal sealed record RepresentationInfo(
    IReadOnlyList<AnalysisInfo> Analyses, IReadOnlyList<string> Layers, IReadOnlyList<string> Concepts)
{
    /// <summary>SHA-256 of the pictures of all folders of concepts; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ConceptsSha256 { get; init; }

    /// <summary>The units of work that were planned: an analysis of a dataset each.</summary>
    public int Planned { get; init; }
}

/// <summary>An analysis of a run.</summary>
/// <param name="Key">The canonical unit key.</param>
/// <param name="Name">The catalogue name.</param>
/// <param name="Paper">The publication.</param>
internal sealed record AnalysisInfo(string Key, string Name, string Paper);
