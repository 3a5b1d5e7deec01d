using System.Text.Json;
using System.Text.Json.Serialization;
using VisEval.Core;

namespace VisEval.Harness.Results.Bundles;

/// <summary>manifest.json of a bundle: what it holds, each entry with its hash.</summary>
/// <param name="Format">The format of bundles, counted up with every change that an older program cannot read.</param>
/// <param name="PackedBy">The version of VisEval that packed it.</param>
/// <param name="InputPixels">Whether it holds pictures of the dataset, or maps that show them; small maps of methods do not.</param>
/// <param name="Entries">Every other entry, in order.</param>
internal sealed record BundleManifest(int Format, string PackedBy, bool InputPixels, IReadOnlyList<BundleEntry> Entries)
{
    /// <summary>The manifest's own name in the bundle.</summary>
    public const string Name = "manifest.json";

    /// <summary>The format that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The manifest in UTF-8.</summary>
    public byte[] Write() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InputException">It is none, or of another format.</exception>
    public static BundleManifest Read(byte[] content)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize<BundleManifest>(content, Json) ?? throw new InputException($"{Name} says null.");
            return manifest.Format == CurrentFormat
                ? manifest
                : throw new InputException(
                    $"the bundle has the format {manifest.Format}; this version of VisEval reads {CurrentFormat}. "
                    + $"It was packed by VisEval {manifest.PackedBy}.");
        }
        catch (JsonException error)
        {
            throw new InputException($"{Name} is not the manifest of a bundle: {FaultText.Of(error)}", error);
        }
    }
}

/// <summary>An entry of a bundle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its size, not compressed.</param>
/// <param name="Sha256">The hash of its content.</param>
internal sealed record BundleEntry(string Name, long Bytes, string Sha256);
