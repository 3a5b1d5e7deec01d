using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Harness.Plugins;

namespace VisEval.Harness.Results;

/// <summary>Where results come from.</summary>
/// <param name="Version">Of the program.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Limit">The images asked for; null for all.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Models">The networks.</param>
/// <param name="Concepts">The concepts that were asked for.</param>
/// <param name="Analyses">The analyses by key.</param>
/// <param name="Threads">The threads; they change no number.</param>
/// <param name="Machine">Facts of the machine.</param>
internal sealed record RepresentInfo(
    string Version, long Seed, int? Limit, RepresentedDataset Dataset, IReadOnlyList<RepresentedModel> Models,
    IReadOnlyList<string> Concepts, IReadOnlyList<string> Analyses, int Threads, IReadOnlyDictionary<string, string> Machine)
{
    /// <summary>Where the networks ran; null for the CPU.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Device { get; init; }

    /// <summary>The plug-ins at hand; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PluginInfo>? Plugins { get; init; }

    /// <summary>The file's name: not run.json, which describes the results of methods.</summary>
    public const string FileName = "represent.json";

    /// <summary>The name of the file with the definitions of all columns.</summary>
    public const string Columns = "columns.csv";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What the file holds.</summary>
    public string ToText() => JsonSerializer.Serialize(this, Options) + "\n";
}

/// <summary>The dataset behind results.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reference">The name or path it was found by.</param>
/// <param name="Sha256">The hash of its manifest.</param>
/// <param name="Images">The number of images.</param>
internal sealed record RepresentedDataset(string Name, string Reference, string Sha256, int Images);

/// <summary>A network behind results.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The hash of its file.</param>
/// <param name="Layers">Its layers.</param>
internal sealed record RepresentedModel(string Name, string Sha256, IReadOnlyList<string> Layers);
