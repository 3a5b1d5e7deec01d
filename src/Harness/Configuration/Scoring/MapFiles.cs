using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration.Scoring;

/// <summary>Finds files of maps.</summary>
internal static class MapFiles
{
    /// <summary>A .npy file, or all of a folder by name.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    public static IReadOnlyList<string> Find(string path, Mistakes mistakes)
    {
        if (!Directory.Exists(path))
            return [path];
        var files = Directory.GetFiles(path, "*.npy").Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
            mistakes.Add($"--maps {path}: the folder holds no .npy file.");
        return files;
    }

    /// <summary>What results call the method whose maps a file holds.</summary>
    public static string MethodOf(string path) => Path.GetFileNameWithoutExtension(path);
}
