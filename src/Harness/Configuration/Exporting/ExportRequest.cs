using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Loading;

namespace VisEval.Harness.Configuration.Exporting;

/// <summary>What <c>export</c> was asked for.</summary>
/// <param name="Model">The network, a path or a name.</param>
/// <param name="Methods">The methods.</param>
/// <param name="Target">The class to explain; null to make it an input of the file.</param>
/// <param name="Out">Full path of the file to write.</param>
internal sealed record ExportRequest(string Model, IReadOnlyList<NamedMethod> Methods, int? Target, string Out)
{
    /// <summary>Where a relative path of the model starts, and its name is looked up.</summary>
    public string BaseDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>What a file says of the input and the network, beside that of the model itself; null for none.</summary>
    public StatedInput? Stated { get; init; }

    /// <summary>Full path of a folder of pictures or of an array: reference images, which the file will hold; null for none.</summary>
    public string? Reference { get; init; }

    /// <summary>What is said of the network that its file leaves open.</summary>
    public NetworkChoices Network { get; init; } = NetworkChoices.None;

    /// <summary>The same, and behind it what a file of the user says.</summary>
    public NetworkChoices Said => Network.Or(Stated?.Choices);

    /// <summary>The seed of what is drawn at random and stored.</summary>
    public long Seed { get; init; } = Settings.DefaultSeed;
}
