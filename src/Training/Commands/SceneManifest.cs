using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace VisEval.Training.Commands;

/// <summary>The content of the scenes' dataset.json; the harness has the reader and the meaning of every field.</summary>
internal sealed record SceneManifest(
    string Name,
    string Description,
    string Licence,
    IReadOnlyList<string> Classes,
    string Target,
    ScenePreprocessing Preprocessing,
    IReadOnlyList<SceneImage> Images,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Options,
    IReadOnlyDictionary<string, string> Sha256,
    IReadOnlyDictionary<string, string> Notes,
    IReadOnlyDictionary<string, IReadOnlyList<string>> PresetModels)
{
    /// <summary>The file's name in the dataset's folder.</summary>
    public const string FileName = "dataset.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        // Written to a file, never into a web page: no need to escape signs like ≤ or ·.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>The manifest of a folder.</summary>
    /// <exception cref="Core.InputException">There is none, or it does not parse.</exception>
    public static SceneManifest Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new Core.InputException($"There is no {path}; draw the scenes first, or name their folder with --out.");
        try
        {
            return JsonSerializer.Deserialize<SceneManifest>(File.ReadAllText(path), Json)
                ?? throw new Core.InputException($"{path} holds null and not a manifest; draw the scenes again.");
        }
        catch (JsonException mistake)
        {
            throw new Core.InputException($"{path} is not the scenes' manifest: {mistake.Message} Draw the scenes again.", mistake);
        }
    }

    /// <summary>Writes it as UTF-8 without a byte order mark, lines ending in LF.</summary>
    public void Write(string folder) =>
        File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this, Json) + "\n");
}

/// <summary>How a picture becomes the networks' input.</summary>
internal sealed record ScenePreprocessing(
    string Channels, double Scale, IReadOnlyList<double> Mean, IReadOnlyList<double> Std, string Resize)
{
    /// <summary>What the networks are trained with.</summary>
    public static ScenePreprocessing Standard { get; } = new("RGB", 1 / 255.0, [0.5, 0.5, 0.5], [0.25, 0.25, 0.25], "squash");
}

/// <summary>One picture.</summary>
internal sealed record SceneImage(
    string Id, string File, IReadOnlyList<int> Labels, IReadOnlyList<SceneImageObject> Objects, string Background);

/// <summary>One labelled object; the box is [x0, y0, x1, y1] in pixels, upper ends exclusive.</summary>
internal sealed record SceneImageObject(int Class, IReadOnlyList<double> Box, string Mask);
