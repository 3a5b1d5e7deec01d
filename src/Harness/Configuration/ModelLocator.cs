using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>Finds models by name or path.</summary>
/// <param name="baseDirectory">Where relative paths start.</param>
internal sealed class ModelLocator(string baseDirectory)
{
    private const string Network = "model.onnx";
    private const string Models = "models";

    /// <summary>A model and the dataset it is to be run on.</summary>
    /// <param name="Dataset">The dataset; null where none could be read, then the file is only looked at.</param>
    /// <param name="Name">Its name in results: the folder of a model.onnx, else the file's name.</param>
    /// <param name="Path">Full path of the .onnx file.</param>
    /// <param name="Reference">How run.json refers to it: the name under the dataset's models/, or the full path.</param>
    public sealed record Location(Dataset? Dataset, string Name, string Path, string Reference);

    /// <summary>The models of a run. A name means that model of every dataset that has it; a path means that file on every
    /// dataset.</summary>
    /// <param name="texts">What the user wrote; empty for every model of each dataset that is no control.</param>
    /// <param name="datasets">The datasets of the run.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    /// <param name="preset">The preset, for which a dataset may name fewer models; null where none is run.</param>
    public IReadOnlyList<Location> Find(
        IReadOnlyList<string> texts, IReadOnlyList<Dataset> datasets, Mistakes mistakes, string? preset = null)
    {
        var found = texts.Count == 0
            ? datasets.SelectMany(d => DefaultsOf(d, preset, mistakes)).ToList()
            : [.. texts.SelectMany(t => Find(t, datasets, mistakes))];
        foreach (var repeated in found.GroupBy(m => (m.Dataset?.ManifestPath, m.Path)).Where(g => g.Count() > 1))
            mistakes.Add($"model '{repeated.First().Name}' is named twice ({repeated.Key.Path}).");
        foreach (var name in found.GroupBy(m => m.Name).Where(g => g.Select(m => m.Path).Distinct().Count() > 1))
            mistakes.Add($"two models have the name '{name.Key}': {string.Join(" and ", name.Select(m => m.Path).Distinct())}. "
                + "Results are kept by name: rename a folder or file, or run them apart.");
        // In the order of the datasets, whatever order they were found in.
        return datasets.Count == 0 ? found : [.. datasets.SelectMany(d => found.Where(m => m.Dataset == d))];
    }

    /// <summary>The models that lie under the folder of a dataset, by name.</summary>
    public static IEnumerable<(string Name, string Path)> FilesUnder(string dataset)
    {
        var models = Path.Combine(dataset, Models);
        return Directory.Exists(models)
            ? Directory.EnumerateDirectories(models).Select(d => (Name: Path.GetFileName(d), Path: Path.Combine(d, Network)))
                .Where(m => File.Exists(m.Path)).OrderBy(m => m.Name, StringComparer.Ordinal)
            : [];
    }

    /// <summary>The model at a path, whether it is there or not: an .onnx file, or the folder of a model.onnx.</summary>
    public Location At(string text)
    {
        var path = Path.GetFullPath(text, baseDirectory);
        var file = Directory.Exists(path) ? Path.Combine(path, Network) : path;
        return new Location(null, NameOf(file), file, file);
    }

    private IEnumerable<Location> Find(string text, IReadOnlyList<Dataset> datasets, Mistakes mistakes)
    {
        var named = datasets.Select(d => ByName(d, text)).OfType<Location>().ToList();
        if (named.Count > 0)
            return named;
        var at = At(text);
        if (File.Exists(at.Path))
            return datasets.DefaultIfEmpty<Dataset?>(null).Select(d => at with { Dataset = d });
        // That of another dataset, as the commands without a dataset take it.
        if (new NamedNetworks(baseDirectory).All.Where(n => n.Name == text).ToList() is [var other])
            return datasets.DefaultIfEmpty<Dataset?>(null)
                .Select(d => at with { Dataset = d, Name = text, Path = other.Path, Reference = other.Path });
        if (Path.GetFullPath(text, baseDirectory) is var path && Directory.Exists(path))
            mistakes.Add($"model '{text}': the folder {path} holds no {Network}.");
        // Whether a dataset that could not be read has a model of that name is not known.
        else if (datasets.Count > 0)
            mistakes.Add($"model '{text}' is not known: {string.Join(", ", datasets.Select(d => $"dataset '{d.Manifest.Name}'"))} has no "
                + $"models/{text}/{Network}, and there is no such path. {Advice(text, datasets)}");
        return [];
    }

    private static string Advice(string text, IReadOnlyList<Dataset> datasets)
    {
        var known = datasets.SelectMany(AllOf).Select(m => m.Name).Distinct().ToList();
        return known.Count > 0 ? Suggestions.Sentence(text, known) : "Give an .onnx file, or a folder that holds a model.onnx.";
    }

    private static IEnumerable<Location> DefaultsOf(Dataset dataset, string? preset, Mistakes mistakes)
    {
        if (preset is not null && dataset.Manifest.PresetModels?.GetValueOrDefault(preset) is { } named)
            return Named(dataset, named, preset, mistakes);
        // A description with mistakes is reported when the model is opened.
        var models = AllOf(dataset)
            .Where(m => mistakes.Try(() => ModelFile.ReadDescription(m.Path) ?? new ModelDescription())?.Control != true).ToList();
        if (models.Count == 0)
            mistakes.Add(
                $"dataset '{dataset.Manifest.Name}' has no model under {Path.Combine(dataset.Folder, Models)}; name a model.");
        return models;
    }

    private static List<Location> Named(Dataset dataset, IReadOnlyList<string> names, string preset, Mistakes mistakes)
    {
        foreach (var name in names.Where(n => ByName(dataset, n) is null))
            mistakes.Add(
                $"{dataset.ManifestPath}: presetModels: {preset}: there is no {Path.Combine(dataset.Folder, Models, name, Network)}.");
        return [.. names.Select(n => ByName(dataset, n)).OfType<Location>()];
    }

    private static IEnumerable<Location> AllOf(Dataset dataset) =>
        FilesUnder(dataset.Folder).Select(m => new Location(dataset, m.Name, m.Path, m.Name));

    private static Location? ByName(Dataset dataset, string text)
    {
        if (text.Length == 0 || text != Path.GetFileName(text) || text is "." or "..")
            return null;
        var path = Path.Combine(dataset.Folder, Models, text, Network);
        return File.Exists(path) ? new Location(dataset, text, path, text) : null;
    }

    private static string NameOf(string file) =>
        Path.GetFileName(file) == Network ? Path.GetFileName(Path.GetDirectoryName(file))! : Path.GetFileNameWithoutExtension(file);
}
