namespace VisEval.Harness.Datasets.Formats;

/// <summary>The pictures of a folder.</summary>
internal static class LayoutPictures
{
    // As torchvision's folder datasets take them, and GIF.
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".ppm", ".pgm"];

    // A link that leads back to a folder above would never end.
    private const int DeepestFolder = 16;

    /// <summary>Whether a name is that of a picture; what begins with a dot is none (<c>._1.png</c> of macOS).</summary>
    public static bool Is(string path) =>
        Path.GetFileName(path) is [not '.', ..] && Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pictures directly in a folder, in ordinal order of their names.</summary>
    public static IReadOnlyList<string> In(string folder) =>
        [.. Directory.EnumerateFiles(folder).Where(Is).OrderBy(f => Path.GetFileName(f), StringComparer.Ordinal)];

    /// <summary>Whether a folder holds a picture directly.</summary>
    public static bool Any(string folder) => Directory.EnumerateFiles(folder).Any(Is);

    /// <summary>The pictures in a folder and all below it: by folder, then by name, both ordinal.</summary>
    public static IReadOnlyList<string> Under(string folder)
    {
        var all = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DeepestFolder,
            IgnoreInaccessible = false,
        };
        return
        [
            .. Directory.EnumerateFiles(folder, "*", all).Where(Is)
                .OrderBy(f => Path.GetDirectoryName(f), StringComparer.Ordinal).ThenBy(f => Path.GetFileName(f), StringComparer.Ordinal),
        ];
    }

    /// <summary>The folders in a folder that do not begin with a dot, in ordinal order.</summary>
    public static IReadOnlyList<string> Folders(string folder) =>
    [
        .. Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d)[0] != '.')
            .OrderBy(d => Path.GetFileName(d), StringComparer.Ordinal),
    ];

    /// <summary>The images under their ids where these are unique, else all under the paths of their files.</summary>
    public static IReadOnlyList<DatasetImage> WithUniqueIds(IReadOnlyList<DatasetImage> images) =>
        images.DistinctBy(i => i.Id).Count() == images.Count
            ? images
            : [.. images.DistinctBy(i => i.File).Select(i => i with { Id = i.File })];

    /// <summary>The picture that an annotation names.</summary>
    /// <param name="root">The dataset's folder, which nothing may lead out of.</param>
    /// <param name="folder">Where the name starts.</param>
    /// <param name="name">What the annotation says; back slashes are taken for slashes.</param>
    /// <returns>Its path relative to the root with slashes, or null where there is no such file in the dataset.</returns>
    public static string? Named(string root, string folder, string name)
    {
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal))
            return null;
        var path = Path.GetFullPath(name.Replace('\\', '/'), folder);
        return path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal) && File.Exists(path)
            ? LayoutFiles.Relative(root, path)
            : null;
    }
}
