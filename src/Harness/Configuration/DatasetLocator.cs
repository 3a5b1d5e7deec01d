using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Opening;

namespace VisEval.Harness.Configuration;

/// <summary>Finds datasets by name or path.</summary>
/// <param name="baseDirectory">The current directory: relative paths start there, and names are looked up under the <c>datasets/</c> of it
/// and of every folder above it; then under those above the program, so that the embedded dataset is found from anywhere.</param>
/// <param name="program">Where the program is; null for where this one is.</param>
internal sealed class DatasetLocator(string baseDirectory, string? program = null)
{
    /// <summary>The dataset of a run that names none.</summary>
    public const string Default = "scenes";

    private const string Manifest = "dataset.json";

    // A program that uses the packages has none beside it.
    private const string Embedded = "This benchmark is in a checkout of VisEval, folder datasets/scenes, and beside the tool viseval, "
        + "where 'viseval list datasets --json' tells its file; give that folder, or another dataset.";

    /// <summary>What was found.</summary>
    /// <param name="Dataset">The dataset.</param>
    /// <param name="Reference">How run.json refers to it: the name, or the full path where it was not found by name.</param>
    public sealed record Found(Dataset Dataset, string Reference);

    /// <summary>The folders of the datasets that have a name, of several with one name the nearest.</summary>
    public IEnumerable<string> Folders => Roots().Where(Directory.Exists)
        .SelectMany(root => Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
        .Where(d => File.Exists(Path.Combine(d, Manifest))).DistinctBy(d => Path.GetFileName(d));

    /// <summary>Finds and opens a dataset.</summary>
    /// <param name="text">A name under datasets/, a folder that holds a dataset.json, the .json file, or a folder or file of a known
    /// layout.</param>
    /// <param name="options">What the user says of datasets; how one is read is not asked of those found by name.</param>
    /// <exception cref="InputException">There is none, with the nearest ones; or it cannot be read.</exception>
    public Found Open(string text, DatasetOptions options)
    {
        if (ByName(text) is { } named)
            return new Found(options.Applied(DatasetReader.Read(named)), text);
        var path = Path.GetFullPath(text, baseDirectory);
        if (File.Exists(path) || Directory.Exists(path))
        {
            var dataset = Opened(text, path, options);
            return new Found(options.Applied(dataset), dataset.ManifestPath);
        }
        var known = Known();
        var advice = known.Count > 0 ? Suggestions.Sentence(text, known) : "Give a folder that holds one, or the file.";
        var looked = text == Path.GetFileName(text)
            ? $"there is no datasets/{text}/{Manifest} here or in a folder above, and no such path"
            : "there is no such file or folder";
        throw new InputException($"dataset '{text}' is not known: {looked}. {(text == Default ? Embedded : advice)}");
    }

    // A manifest's mistakes name the file; those of a folder say which --dataset is meant.
    private static Dataset Opened(string text, string path, DatasetOptions options)
    {
        try
        {
            return DatasetOpening.Open(path, options);
        }
        catch (InputException exception) when (Directory.Exists(path) && !File.Exists(Path.Combine(path, Manifest)))
        {
            throw new InputException([.. exception.Errors.Select(e => $"dataset '{text}': {e}")]);
        }
    }

    private string? ByName(string text) =>
        text.Length == 0 || text != Path.GetFileName(text) || text is "." or ".."
            ? null
            : Roots().Select(root => Path.Combine(root, text, Manifest)).FirstOrDefault(File.Exists);

    private List<string> Known() => [.. Folders.Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    private IEnumerable<string> Roots() =>
        Above(baseDirectory).Concat(Above(program ?? AppContext.BaseDirectory)).Select(d => Path.Combine(d, "datasets"));

    private static IEnumerable<string> Above(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
