using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Onnx.Engine;

namespace VisEval.Cli.Listing;

/// <summary>Finds datasets and their models.</summary>
internal static class DataFacts
{
    /// <summary>Every dataset that has a name.</summary>
    public static Listed<DatasetFacts> Datasets(CliHost host) => Each(Manifests(host), manifest =>
    {
        var dataset = DatasetReader.Read(manifest);
        var about = dataset.Manifest;
        return new DatasetFacts(
            about.Name, about.Description, about.Licence, about.Images.Count, about.Classes,
            about.Target == TargetChoice.Top1 ? "top-1" : "labels",
            [.. ModelFiles(manifest).Select(NameOf)], dataset.ManifestPath, dataset.Sha256, about.Notes);
    });

    /// <summary>Every model of these datasets, by dataset and name.</summary>
    public static Listed<ModelFacts> Models(CliHost host) => Each(Manifests(host).SelectMany(ModelFiles), path =>
    {
        var opened = ModelFile.Open(path, new EngineOptions());
        using var owned = opened.Model as IDisposable;
        var size = opened.Model.Input;
        var about = opened.Description;
        return new ModelFacts(
            NameOf(path), Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(path))))!,
            about?.Description ?? "",
            [size.Channels, size.Height, size.Width], opened.Model.ClassCount, about?.Control ?? false, about?.Accuracy,
            new FileInfo(path).Length, path, opened.Sha256);
    });

    private static IEnumerable<string> Manifests(CliHost host) =>
        host.DatasetFolders.SelectMany(Folders).Select(d => Path.Combine(d, "dataset.json")).Where(File.Exists)
            // The nearest one has the name, as for the commands that take a name.
            .DistinctBy(manifest => Path.GetFileName(Path.GetDirectoryName(manifest)));

    private static IEnumerable<string> ModelFiles(string manifest) =>
        Folders(Path.Combine(Path.GetDirectoryName(manifest)!, "models")).Select(d => Path.Combine(d, "model.onnx")).Where(File.Exists);

    private static IEnumerable<string> Folders(string directory) =>
        Directory.Exists(directory) ? Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal) : [];

    private static string NameOf(string model) => Path.GetFileName(Path.GetDirectoryName(model))!;

    private static Listed<T> Each<T>(IEnumerable<string> files, Func<string, T> read)
    {
        var (items, mistakes) = (new List<T>(), new List<string>());
        foreach (var file in files)
            try
            {
                items.Add(read(file));
            }
            catch (InputException e)
            {
                mistakes.AddRange(e.Errors);
            }
        return new Listed<T>(items, mistakes);
    }
}

/// <summary>A dataset for <c>list</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Licence">Under which terms.</param>
/// <param name="Images">The number of images.</param>
/// <param name="Classes">Class names by index.</param>
/// <param name="Target"><c>top-1</c> or <c>labels</c>: what is explained unless the user says otherwise.</param>
/// <param name="Models">The names of its models.</param>
/// <param name="Path">Full path of dataset.json.</param>
/// <param name="Sha256">SHA-256 of dataset.json.</param>
/// <param name="Notes">Anything else its manifest states.</param>
internal sealed record DatasetFacts(
    string Name, string Description, string Licence, int Images, IReadOnlyList<string> Classes, string Target,
    IReadOnlyList<string> Models, string Path, string Sha256, IReadOnlyDictionary<string, string>? Notes);

/// <summary>A model for <c>list</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Dataset">The folder of the dataset it belongs to.</param>
/// <param name="Description">What it is.</param>
/// <param name="Input">Channels, height, width.</param>
/// <param name="Classes">The number of classes.</param>
/// <param name="Control">Run only where it is named.</param>
/// <param name="Accuracy">Top-1 accuracy on held-out images; null if not stated.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Path">Full path of the .onnx file.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
internal sealed record ModelFacts(
    string Name, string Dataset, string Description, IReadOnlyList<int> Input, int Classes, bool Control, double? Accuracy,
    long Bytes, string Path, string Sha256);
