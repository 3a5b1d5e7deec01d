using VisEval.Core;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Methods;
using VisEval.Metrics.Visualization;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Visualizing;

/// <summary>What <c>visualize</c> was asked for.</summary>
/// <param name="Model">An .onnx file, a folder that holds a model.onnx, or with a dataset the name of one of its models.</param>
/// <param name="Units">Units of the network, as written.</param>
/// <param name="Visualizers">The visualizers.</param>
/// <param name="Out">Full path of the folder for the results.</param>
/// <param name="BaseDirectory">Where relative paths start.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Pictures">Pictures of each unit by a visualizer that draws random numbers.</param>
/// <param name="MemoryMegabytes">Memory budget of the engine.</param>
internal sealed record VisualizeRequest(
    string Model,
    IReadOnlyList<string> Units,
    IReadOnlyList<Unit<IFeatureVisualizer>> Visualizers,
    string Out,
    string BaseDirectory,
    long Seed,
    int Pictures,
    int MemoryMegabytes)
{
    /// <summary>The natural images; null for none.</summary>
    public DatasetChoice? Dataset { get; init; }

    /// <summary>Full path of the picture whose response is imitated; null for none.</summary>
    public string? Subject { get; init; }

    /// <summary>A file or preset that says how a picture becomes input; null for what the model and the dataset say.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>What the pictures are measured by; empty for nothing.</summary>
    public IReadOnlyList<Unit<IVisualizationMetric>> Metrics { get; init; } = [];

    /// <summary>Other networks, for metrics that ask some: names or files; empty for those of the dataset.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>Whether all visualizers and metrics that were written could be read; whether an option has an effect is not known
    /// before.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>What is said of the network that its file leaves open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>Where networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;
}
