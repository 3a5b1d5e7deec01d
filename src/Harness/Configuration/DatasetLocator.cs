using VisEval.Core;

namespace VisEval.Harness.Configuration;

/// <summary>Finds datasets by name or path.</summary>
/// <param name="baseDirectory">The current directory: relative paths start there, and names are looked up under the <c>datasets/</c> of it
/// and of every folder above it; then under those above the program, so that the embedded dataset is found from anywhere.</param>
internal sealed class DatasetLocator(string baseDirectory)
{
    /// <summary>The dataset of a run that names none.</summary>
    public const string Default = "scenes";

    private const string Manifest = "dataset.json";

    /// <summary>What was found.</summary>
    /// <param name="ManifestPath">Full path of dataset.json.</param>
    /// <param name="Reference">How run.json refers to it: the name, or the full path where it was not found by name.</param>
    public sealed record Location(string ManifestPath, string Reference);

    /// <summary>Finds a dataset.</summary>
    /// <param name="text">A name under datasets/, a folder that holds a dataset.json, or the .json file.</param>
    /// <exception cref="InputException">There is none; names the nearest ones.</exception>
    public Location Find(string text)
    {
        if (ByName(text) is { } named)
            return new Location(named, text);
        var path = Path.GetFullPath(text, baseDirectory);
        if (File.Exists(path))
            return new Location(path, path);
        var inFolder = Path.Combine(path, Manifest);
        if (File.Exists(inFolder))
            return new Location(inFolder, inFolder);
        if (Directory.Exists(path))
            throw new InputException($"dataset '{text}': the folder {path} holds no {Manifest}.");
        var known = Known();
        var advice = known.Count > 0 ? Suggestions.Sentence(text, known) : "Give a folder that holds one, or the file.";
        throw new InputException(
            $"dataset '{text}' is not known: there is no datasets/{text}/{Manifest} here or in a folder above, and no such path. {advice}");
    }

    private string? ByName(string text) =>
        text.Length == 0 || text != Path.GetFileName(text) || text is "." or ".."
            ? null
            : Roots().Select(root => Path.Combine(root, text, Manifest)).FirstOrDefault(File.Exists);

    private List<string> Known() =>
    [
        .. Roots().Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories).Where(d => File.Exists(Path.Combine(d, Manifest)))
            .Select(d => Path.GetFileName(d)).Distinct().Order(StringComparer.Ordinal),
    ];

    private IEnumerable<string> Roots() =>
        Above(baseDirectory).Concat(Above(AppContext.BaseDirectory)).Select(d => Path.Combine(d, "datasets"));

    private static IEnumerable<string> Above(string directory)
    {
        for (var folder = new DirectoryInfo(directory); folder is not null; folder = folder.Parent)
            yield return folder.FullName;
    }
}
