using VisEval.Core;
using VisEval.Methods;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Explaining;

/// <summary>What <c>explain</c> was asked for.</summary>
/// <param name="Model">The network, a path or a name; with a dataset that names it.</param>
/// <param name="Images">Full paths of pictures, or none.</param>
/// <param name="Input">Full path of an array of inputs, or null.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Targets">Class indices: none, one for all, or one an image.</param>
/// <param name="Out">Full path of the folder for the results.</param>
/// <param name="Formats">What to write.</param>
/// <param name="Raw">Attributions as the methods define them.</param>
/// <param name="Preprocessing">A file that says how a picture becomes input, or null.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Threads">Threads of the engine.</param>
/// <param name="MemoryMegabytes">Memory budget of the engine.</param>
internal sealed record ExplainRequest(
    string Model,
    IReadOnlyList<string> Images,
    string? Input,
    IReadOnlyList<NamedMethod> Methods,
    IReadOnlyList<int> Targets,
    string Out,
    OutputFormats Formats,
    bool Raw,
    string? Preprocessing,
    long Seed,
    int Threads,
    int MemoryMegabytes)
{
    /// <summary>Where a relative path of the model starts, and its name is looked up.</summary>
    public string BaseDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Full path of a folder of pictures or of an array: the reference images; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>What is said of the network that its file leaves open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>Instead of pictures or inputs: the images of a dataset, which names the model too; null for none.</summary>
    public DatasetChoice? Dataset { get; init; }

    /// <summary>Where networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;
}

/// <summary>A method and what its files are called.</summary>
/// <param name="Unit">The method.</param>
/// <param name="FileName">Without folder and ending.</param>
internal sealed record NamedMethod(Unit<IAttributionMethod> Unit, string FileName);

/// <summary>Kinds of result files.</summary>
[Flags]
internal enum OutputFormats
{
    /// <summary>Overlays, one an image and method.</summary>
    Png = 1,

    /// <summary>Arrays, one a method.</summary>
    Npy = 2,
}

/// <summary>One image to explain for one class.</summary>
/// <param name="Name">What its files are called, without folder, method and ending.</param>
/// <param name="Suffix">What names the class in its files: empty, or a dot and the class index.</param>
/// <param name="Input">Normalised pixels, 1×C×H×W.</param>
/// <param name="Target">The class.</param>
/// <param name="Picture">The input as a PNG, for overlays; null where none is asked for.</param>
internal sealed record ExplainItem(string Name, string Suffix, Tensor Input, int Target, byte[]? Picture);
