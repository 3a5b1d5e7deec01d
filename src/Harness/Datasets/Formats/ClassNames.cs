namespace VisEval.Harness.Datasets.Formats;

/// <summary>A text file that names the classes, one a line in the order of their index; a synset before the name is the class's
/// id.</summary>
internal static class ClassNames
{
    private static readonly string[] Names = ["synset_words.txt", "LOC_synset_mapping.txt", "classes.txt", "labels.txt"];

    /// <summary>The classes of the first such file in the folder of a table; null where there is none.</summary>
    /// <param name="table">Full path of the table.</param>
    /// <exception cref="Core.InputException">The file cannot be read.</exception>
    public static IReadOnlyList<DatasetClass>? Beside(string table) =>
        LayoutFiles.FirstFile([.. Names.Select(n => Path.Combine(Path.GetDirectoryName(table)!, n))]) is { } file
            ? [.. LayoutFiles.Words(file, 2).Select(Class)]
            : null;

    private static DatasetClass Class(string[] words) => words.Length == 2 && ImageNetPlaces.IsSynset(words[0])
        ? new DatasetClass(words[1], words[0])
        : new DatasetClass(string.Join(' ', words));
}
