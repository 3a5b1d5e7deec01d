using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Import;

/// <summary>Writes any dataset down as a dataset.json with the hashes of all files.</summary>
internal static class DatasetImport
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the manifest and, in a folder beside it, what is no plain file below it: pictures and masks out of larger files,
    /// polygons and run lengths as masks, and copies of files that lie elsewhere.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="path">Full path of the manifest; one that exists is replaced.</param>
    /// <returns>What could not be taken over, in sentences; such an image is left out.</returns>
    /// <exception cref="InputException">Nothing can be taken over, or the manifest cannot be written.</exception>
    public static IReadOnlyList<string> Write(Dataset dataset, string path)
    {
        try
        {
            var files = new ImportedFiles(dataset.Folder, path);
            var (images, problems) = (new JsonArray(), new List<string>());
            var writer = new ImageWriter(dataset.Folder, files);
            foreach (var image in dataset.Manifest.Images)
                try
                {
                    images.Add((JsonNode)writer.Of(image));
                }
                catch (InputException exception)
                {
                    problems.AddRange(exception.Errors.Select(e => $"{e} The image '{image.Id}' is left out."));
                }
            if (images.Count == 0)
                throw new InputException(["No image can be taken over.", .. problems]);
            var manifest = Head(dataset.Manifest);
            manifest["images"] = images;
            manifest["sha256"] = files.Hashes();
            File.WriteAllText(path, manifest.ToJsonString(Options) + "\n");
            return problems;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the dataset cannot be written: {FaultText.Of(exception)}.", exception);
        }
    }

    private static JsonObject Head(DatasetManifest manifest)
    {
        var head = new JsonObject
        {
            ["name"] = manifest.Name,
            ["description"] = manifest.Description,
            ["licence"] = manifest.Licence,
            ["classes"] = new JsonArray([.. manifest.Classes.Select(c => (JsonNode)c)]),
        };
        // Ids that are missing for some classes only do not occur in any layout.
        if (manifest.ClassIds is { } ids && ids.All(id => id is not null))
            head["classIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id!)]);
        head["target"] = manifest.Target == TargetChoice.Top1 ? "top-1" : "labels";
        if (manifest.Preprocessing is { } preprocessing)
            head["preprocessing"] = JsonSerializer.SerializeToNode(
                new
                {
                    channels = preprocessing.Channels,
                    scale = preprocessing.Scale,
                    mean = preprocessing.Mean,
                    std = preprocessing.Std,
                    resize = preprocessing.Resize,
                    shorterSide = preprocessing.ShorterSide,
                });
        return head;
    }
}
