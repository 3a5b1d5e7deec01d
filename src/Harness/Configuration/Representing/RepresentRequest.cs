using VisEval.Harness.Datasets.Opening;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Representing;

/// <summary>What <c>represent</c> was asked for.</summary>
/// <param name="Models">Names of models of the dataset, folders or .onnx files.</param>
/// <param name="Dataset">A name under datasets/, a dataset.json, or a folder or file of a known layout.</param>
/// <param name="Layers">Tensors, words for them, or MODEL:TENSOR.</param>
/// <param name="Analyses">The analyses.</param>
/// <param name="Concepts">Names or categories of concepts of the dataset, or NAME=DIR.</param>
/// <param name="Out">Full path of the folder for the results.</param>
/// <param name="BaseDirectory">Where relative paths start.</param>
internal sealed record RepresentRequest(
    IReadOnlyList<string> Models, string Dataset, IReadOnlyList<string> Layers, IReadOnlyList<NamedAnalysis> Analyses,
    IReadOnlyList<string> Concepts, string Out, string BaseDirectory)
{
    /// <summary>The dataset's first images only; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>What can be named.</summary>
    public Catalogues Catalogues { get; init; } = Catalogues.BuiltIn();

    /// <summary>The seed of every draw.</summary>
    public long Seed { get; init; } = Settings.DefaultSeed;

    /// <summary>Images worked on at once; changes no number.</summary>
    public int Threads { get; init; } = Settings.DefaultThreads;

    /// <summary>The memory budget of the engine.</summary>
    public int MemoryMegabytes { get; init; } = Settings.DefaultMemory;

    /// <summary>What the user says of a dataset without a dataset.json, and which images are taken.</summary>
    public DatasetOptions Reading { get; init; } = DatasetOptions.None;

    /// <summary>What the models' files leave open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>A file that says how a picture becomes input; null for what stands beside the model or in the dataset.</summary>
    public string? Preprocessing { get; init; }

    /// <summary>Where networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;
}
