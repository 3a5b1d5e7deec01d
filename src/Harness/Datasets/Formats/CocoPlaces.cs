using System.Text;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Where the files of COCO lie.</summary>
internal static class CocoPlaces
{
    private const int FirstBytes = 4096;
    private const int PicturesTried = 100;

    /// <summary>The annotations that a path may mean: itself, or those of a folder.</summary>
    public static IReadOnlyList<string> FilesOf(string path)
    {
        if (File.Exists(path))
            return path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && IsInstances(path) ? [path] : [];
        return [.. new[] { Path.Combine(path, "annotations"), path }.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "instances*.json")).Order(StringComparer.Ordinal)];
    }

    /// <summary>The dataset's folder where only the annotations are given.</summary>
    public static string FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        return Path.GetFileName(folder) == "annotations" ? Path.GetDirectoryName(folder)! : folder;
    }

    /// <summary>The folder of the pictures: the first near the annotations that holds one of those listed; null where none does.</summary>
    /// <param name="file">The annotations.</param>
    /// <param name="pictures">The names of the pictures.</param>
    public static string? PicturesOf(string file, IEnumerable<string> pictures)
    {
        var root = FolderOf(file);
        var name = Path.GetFileNameWithoutExtension(file).Replace("instances", "", StringComparison.Ordinal).TrimStart('_');
        var tried = pictures.Where(p => p.Length > 0).Take(PicturesTried).ToList();
        return new[] { Path.Combine(root, name), Path.Combine(root, "images", name), Path.Combine(root, "images"), root }
            .Concat(Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            .FirstOrDefault(folder => tried.Any(p => File.Exists(Path.Combine(folder, p))));
    }

    private static bool IsInstances(string path)
    {
        if (Path.GetFileName(path).StartsWith("instances", StringComparison.Ordinal))
            return true;
        var text = Encoding.UTF8.GetString(InputFile.ReadStart(path, FirstBytes));
        return text.Contains("\"file_name\"", StringComparison.Ordinal) || text.Contains("\"category_id\"", StringComparison.Ordinal);
    }
}
