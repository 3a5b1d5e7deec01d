namespace VisEval.Harness.Datasets.Formats;

/// <summary>A text file that names the classes, one a line in the order of their index; a synset before the name is the class's
/// id.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Classes">The classes.</param>
internal sealed record ClassNames(string File, IReadOnlyList<DatasetClass> Classes)
{
    private static readonly string[] Names = ["synset_words.txt", "LOC_synset_mapping.txt", "classes.txt", "labels.txt"];

    /// <summary>The first such file in the folder of a table; null where there is none.</summary>
    /// <param name="table">Full path of the table.</param>
    /// <exception cref="Core.InputException">The file cannot be read.</exception>
    public static ClassNames? Beside(string table) =>
        LayoutFiles.FirstFile([.. Names.Select(n => Path.Combine(Path.GetDirectoryName(table)!, n))]) is { } file
            ? new ClassNames(Path.GetFileName(file), [.. LayoutFiles.Words(file, 2).Select(Class)])
            : null;

    private static DatasetClass Class(string[] words) => words.Length == 2 && ImageNetPlaces.IsSynset(words[0])
        ? new DatasetClass(words[1], words[0])
        : new DatasetClass(string.Join(' ', words));
}
