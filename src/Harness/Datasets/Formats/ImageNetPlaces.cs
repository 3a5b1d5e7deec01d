using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Where the parts of ImageNet lie.</summary>
/// <param name="Folder">The folder that files are relative to.</param>
/// <param name="Pictures">The folder of the parts.</param>
/// <param name="Annotations">The folder of the XML files, with the same folders in it; it need not exist.</param>
/// <param name="Parts"><c>val</c>, <c>train</c>; empty text where the pictures' folder itself holds those of the synsets.</param>
internal sealed record ImageNetPlaces(string Folder, string Pictures, string Annotations, IReadOnlyList<string> Parts)
{
    private const string Data = "ILSVRC/Data/CLS-LOC";
    private static readonly string[] Known = ["val", "train"];
    private static readonly string[] Names = ["LOC_synset_mapping.txt", "synset_words.txt"];

    /// <summary>The places below a folder, or of one part that is given; null where there are none.</summary>
    public static ImageNetPlaces? Of(string path)
    {
        if (!Directory.Exists(path))
            return null;
        var part = Path.GetFileName(path);
        if (Known.Contains(part) && path.Replace('\\', '/').EndsWith($"/{Data}/{part}", StringComparison.Ordinal))
            return Kaggle(Path.GetFullPath("../../../..", path), [part]);
        if (Directory.Exists(Path.Combine(path, Data)))
            return Kaggle(path, Present(Path.Combine(path, Data)));
        if (part == "ILSVRC" && Directory.Exists(Path.Combine(path, "Data", "CLS-LOC")))
            return Of(Path.GetDirectoryName(path)!);
        var parts = Present(path);
        var holder = parts.Count > 0 ? Path.Combine(path, parts[0]) : path;
        return Names.Any(n => File.Exists(Path.Combine(path, n)))
            && Directory.EnumerateDirectories(holder).Any(d => IsSynset(Path.GetFileName(d)))
                ? new ImageNetPlaces(path, path, Path.Combine(path, "Annotations"), parts.Count > 0 ? parts : [""])
                : null;
    }

    /// <summary>Whether a name is that of a synset: n and eight digits.</summary>
    public static bool IsSynset(string name) => name.Length == 9 && name[0] == 'n' && name[1..].All(char.IsAsciiDigit);

    /// <summary>The classes in the order of their synsets: those of the list of names, else those in use.</summary>
    /// <param name="used">The synsets of labels and boxes.</param>
    public IReadOnlyList<DatasetClass> Classes(IEnumerable<string> used)
    {
        var list = LayoutFiles.FirstFile([.. Names.Select(n => Path.Combine(Folder, n))]);
        var words = list is null ? [] : LayoutFiles.Words(list, 2).ToList();
        if (words.CountBy(w => w[0]).FirstOrDefault(c => c.Value > 1) is { Key: { } twice })
            throw new InputException($"{list}: the synset {twice} is there twice; name each once.");
        var names = words.ToDictionary(w => w[0], w => w[^1]);
        return [.. names.Keys.Union(used).Order(StringComparer.Ordinal).Select(s => new DatasetClass(names.GetValueOrDefault(s, s), s))];
    }

    private static ImageNetPlaces Kaggle(string folder, IReadOnlyList<string> parts) => new(
        folder, Path.Combine(folder, Data), Path.Combine(folder, "ILSVRC", "Annotations", "CLS-LOC"), parts);

    private static List<string> Present(string folder) => [.. Known.Where(part => Directory.Exists(Path.Combine(folder, part)))];
}
