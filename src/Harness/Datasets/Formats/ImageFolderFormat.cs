using VisEval.Core;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>A folder for each class, as torchvision's <c>ImageFolder</c> reads it.</summary>
[Named("imagefolder")]
internal sealed class ImageFolderFormat : IDatasetFormat
{
    private static readonly string[] Splits = ["train", "training", "val", "valid", "validation", "test"];

    // Folders of other layouts, which are no classes.
    private static readonly string[] NoClasses =
        ["annotations", "images", "jpegimages", "labels", "masks", "segmentations", "trimaps", "models"];

    private static readonly string[] Tables = [".csv", ".tsv", ".json", ".jsonl", ".yaml", ".yml", ".xml"];

    /// <inheritdoc/>
    public string Layout => "A folder of pictures for each class, at any depth; the classes are the names of the folders in ordinal order. "
        + "Above them there may be train, val and test. A folder of pictures alone has no labels.";

    /// <inheritdoc/>
    public bool Recognizes(string path)
    {
        // With a list of names, folders of synsets are ImageNet.
        if (!Directory.Exists(path) || ImageNetPlaces.Of(path) is not null)
            return false;
        var folders = LayoutPictures.Folders(path);
        // A table beside train and val may describe anything; beside classes it says what they are.
        if (AreSplits(folders) && folders.All(f => !HasTable(f) && AreClasses(LayoutPictures.Folders(f))))
            return true;
        return !HasTable(path) && (folders.Count == 0 ? LayoutPictures.Any(path) : AreClasses(folders));
    }

    /// <inheritdoc/>
    public DatasetContent Read(DatasetSource source)
    {
        var root = source.Path;
        if (!Directory.Exists(root))
            throw new InputException($"{root}: there is no such folder; give the one that holds a folder for each class.");
        var folders = LayoutPictures.Folders(root);
        var problems = new List<string>();
        var splits = AreSplits(folders) && !folders.Any(LayoutPictures.Any) ? folders : [root];
        var found = splits.SelectMany(split => Pictures(root, split, splits.Count > 1, folders.Count > 0, problems)).ToList();
        List<string> names = [.. found.Select(f => f.Class).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        return new DatasetContent(
            root, [.. names.Select(n => new DatasetClass(n))],
            [.. found.Select(f => new DatasetImage(f.Id, f.File, f.Class is null ? [] : [names.IndexOf(f.Class)], []))], problems);
    }

    private static IEnumerable<(string Id, string File, string? Class)> Pictures(
        string root, string split, bool severalSplits, bool hasClasses, List<string> problems)
    {
        string IdOf(string path) => LayoutFiles.Relative(severalSplits ? root : split, path);
        var loose = LayoutPictures.In(split);
        if (!hasClasses)
            return loose.Select(p => (IdOf(p), LayoutFiles.Relative(root, p), (string?)null));
        problems.AddRange(loose.Select(
            p => $"{LayoutFiles.Relative(root, p)}: the picture is in no folder of a class; it is left out."));
        var found = new List<(string, string, string?)>();
        foreach (var folder in LayoutPictures.Folders(split))
        {
            var pictures = LayoutPictures.Under(folder);
            if (pictures.Count == 0)
                problems.Add($"{LayoutFiles.Relative(root, folder)}: the folder holds no picture; it is no class.");
            found.AddRange(pictures.Select(p => (IdOf(p), LayoutFiles.Relative(root, p), (string?)Path.GetFileName(folder))));
        }
        return found;
    }

    private static bool AreSplits(IReadOnlyList<string> folders) =>
        folders.Count > 0 && folders.All(f => Splits.Contains(Path.GetFileName(f)));

    private static bool AreClasses(IReadOnlyList<string> folders) =>
        folders.Any(LayoutPictures.Any) && !folders.Any(f => NoClasses.Contains(Path.GetFileName(f).ToLowerInvariant()))
        && folders.All(f => (LayoutPictures.Any(f) || IsEmpty(f)) && !HasTable(f));

    // A class whose pictures are not there yet; reading says so.
    private static bool IsEmpty(string folder) => !Directory.EnumerateFileSystemEntries(folder).Any();

    private static bool HasTable(string folder) =>
        Directory.EnumerateFiles(folder).Any(f => Tables.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase));
}
