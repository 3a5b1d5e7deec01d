using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Files of a dataset: lists of words, and paths relative to its folder.</summary>
internal static class LayoutFiles
{
    /// <summary>The words of every line of a text file, without empty lines.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="most">The number of words after which the rest of the line is one.</param>
    /// <exception cref="Core.InputException">It cannot be read, or is no text file.</exception>
    public static IReadOnlyList<string[]> Words(string path, int most = int.MaxValue) =>
    [
        .. InputFile.ReadLines(path)
            .Select(line => line.Split((char[]?)null, most, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Where(words => words.Length > 0),
    ];

    /// <summary>A path below a folder as it stands in datasets: with slashes, relative.</summary>
    public static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary>The first of some folders that exists, or null.</summary>
    public static string? FirstFolder(params string[] folders) => folders.FirstOrDefault(Directory.Exists);

    /// <summary>The first of some files that exists, or null.</summary>
    public static string? FirstFile(params string[] files) => files.FirstOrDefault(File.Exists);

    /// <summary>The files of a folder with one of some extensions, in ordinal order; those that begin with a dot are left out.</summary>
    /// <param name="folder">Full path.</param>
    /// <param name="extensions">With their dots; their case does not matter.</param>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions) =>
    [
        .. Directory.EnumerateFiles(folder)
            .Where(f => Path.GetFileName(f)[0] != '.' && extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];
}
