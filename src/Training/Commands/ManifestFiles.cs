using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using VisEval.Core;

namespace VisEval.Training.Commands;

/// <summary>What the manifest says of the files beside it.</summary>
internal static class ManifestFiles
{
    private const string Models = "models";
    private const string ModelFile = "model.json";

    /// <summary>The manifest with the hash of every image, mask and model file, and with the accuracy of every model.</summary>
    /// <exception cref="InputException">A file the manifest names is missing, or a model.json states no accuracy; all at once.</exception>
    public static SceneManifest WithFiles(this SceneManifest manifest, string folder)
    {
        var errors = new List<string>();
        var models = ModelNames(folder);
        var files = manifest.Images.SelectMany(i => i.Objects.Select(o => o.Mask).Prepend(i.File))
            .Concat(models.SelectMany(m => new[] { $"{Models}/{m}/model.onnx", $"{Models}/{m}/{ModelFile}" }));
        var hashes = new Dictionary<string, string>();
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, file);
            if (File.Exists(path))
                hashes.Add(file, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
            else
                errors.Add($"{path} is missing; draw the scenes or train the model again.");
        }
        var notes = new Dictionary<string, string>();
        foreach (var model in models)
            notes.Add($"model {model}", Accuracy(Path.Combine(folder, Models, model, ModelFile), errors));
        return errors.Count == 0 ? manifest with { Sha256 = hashes, Notes = notes } : throw new InputException(errors);
    }

    private static string[] ModelNames(string folder)
    {
        var path = Path.Combine(folder, Models);
        return Directory.Exists(path)
            ? [.. Directory.GetDirectories(path).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Accuracy(string path, List<string> errors)
    {
        if (!File.Exists(path))
            return "";
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            var statements = new List<string>();
            void State(string key, string what)
            {
                if (json.RootElement.TryGetProperty(key, out var value))
                    statements.Add(string.Create(CultureInfo.InvariantCulture, $"{what} {value.GetDouble():0.0000}"));
            }
            State("accuracy", "accuracy on the single-object images");
            State("trainingAccuracy", "accuracy on its training images");
            if (statements.Count == 0)
                errors.Add($"{path} states no 'accuracy' or 'trainingAccuracy'; train the model again.");
            return string.Join("; ", statements);
        }
        catch (Exception mistake) when (mistake is JsonException or InvalidOperationException or FormatException)
        {
            errors.Add($"{path} cannot be read: {mistake.Message}");
            return "";
        }
    }
}
