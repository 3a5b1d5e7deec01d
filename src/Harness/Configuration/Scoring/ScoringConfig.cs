using VisEval.Core;
using VisEval.Harness.Datasets.Opening;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>The scoring of maps from files as asked for, before anything was looked up; null or empty where nothing was said.</summary>
/// <param name="Model">An .onnx file, a folder with a model.onnx, or with a dataset the name of one of its models.</param>
/// <param name="Dataset">A name under datasets/, a folder, or a dataset.json.</param>
/// <param name="Input">Instead of a dataset: normalised images N×C×H×W, .npy.</param>
/// <param name="Masks">With <paramref name="Input"/>: where the target is, a mask a map, .npy.</param>
/// <param name="Boxes">With <paramref name="Input"/>: boxes of the target, .csv.</param>
/// <param name="Preprocessing">With <paramref name="Input"/>: a file that says how a picture becomes input;
/// else the model's own description does.</param>
/// <param name="Maps">A .npy file, or a folder of them.</param>
/// <param name="Metrics">Units.</param>
/// <param name="Targets">Classes: none, one for all images, one an image, or several for a single image.</param>
/// <param name="Reduction">How the channels of a map become one value a pixel.</param>
/// <param name="Limit">With <paramref name="Dataset"/>: its first images only.</param>
/// <param name="Seed">The seed of every random draw.</param>
/// <param name="Threads">Maps worked on at once; changes no number.</param>
/// <param name="MaxMemoryMegabytes">Memory budget of the engine.</param>
/// <param name="MaskValues">With <paramref name="Masks"/>: the values of the target, and behind a colon those that are not
/// scored.</param>
internal sealed record ScoringConfig(
    string? Model,
    string? Dataset,
    string? Input,
    string? Masks,
    string? Boxes,
    string? Preprocessing,
    string? Maps,
    IReadOnlyList<string> Metrics,
    IReadOnlyList<int> Targets,
    ChannelReduction Reduction = ChannelReduction.Sum,
    int? Limit = null,
    long Seed = 0,
    int Threads = 1,
    int MaxMemoryMegabytes = 1024,
    string? MaskValues = null)
{
    /// <summary>With <see cref="Dataset"/>: what the user says of one without a dataset.json.</summary>
    public DatasetOptions DatasetOptions { get; init; } = DatasetOptions.None;

    /// <summary>What is said of the network that its file leaves open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>Where networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;
}
