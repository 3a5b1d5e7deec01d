namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Where in the folder that the user names the maps of one network on one dataset are.</summary>
internal static class MapLayout
{
    /// <summary>The ending of arrays.</summary>
    public const string Extension = ".npy";

    /// <summary>The name, without ending, of the array that holds all maps of a folder.</summary>
    public const string Array = "maps";

    /// <summary>The folder or file: <c>DIR/DATASET/MODEL</c>, of a run on one dataset also <c>DIR/MODEL</c>, of one network on one dataset
    /// also <c>DIR</c>; each a folder, or a file with the ending .npy; null where none of them is there.</summary>
    /// <param name="root">Full path of the folder or file.</param>
    /// <param name="dataset">The dataset.</param>
    /// <param name="model">The network.</param>
    /// <param name="datasets">The number of datasets of the run.</param>
    /// <param name="jobs">The number of networks on datasets.</param>
    /// <param name="tried">Everything that was looked for.</param>
    public static string? Find(string root, string dataset, string model, int datasets, int jobs, out IReadOnlyList<string> tried)
    {
        List<string> below =
        [
            Path.Combine(root, dataset, model),
            .. datasets == 1 ? [Path.Combine(root, model)] : (string[])[],
        ];
        tried = [.. below.SelectMany(b => (string[])[b + Path.DirectorySeparatorChar, b + Extension])];
        var found = below.SelectMany(b => (string[])[b, b + Extension]).Where((path, i) => i % 2 == 0 ? Directory.Exists(path)
            : File.Exists(path)).ToList();
        return found.Count > 0 ? found[0]
            : jobs == 1 && (Directory.Exists(root) || File.Exists(root)) ? root
            : null;
    }
}
