using System.Text;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Formats;

/// <summary>Where the files of COCO lie.</summary>
internal static class CocoPlaces
{
    private const int FirstBytes = 4096;
    private const int PicturesTried = 100;
    private const int Shown = 3;

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

    /// <summary>The folder of the pictures: the first near the annotations that holds one of those listed.</summary>
    /// <param name="file">The annotations.</param>
    /// <param name="named">The folder that the user names; null for none.</param>
    /// <param name="pictures">The names of the pictures.</param>
    /// <exception cref="InputException">None does; says where they were looked for.</exception>
    public static string PicturesOf(string file, string? named, IEnumerable<string> pictures)
    {
        var root = FolderOf(file);
        var name = Path.GetFileNameWithoutExtension(file).Replace("instances", "", StringComparison.Ordinal).TrimStart('_');
        var tried = pictures.Where(p => p.Length > 0).Take(PicturesTried).ToList();
        bool Holds(string folder) => tried.Any(p => File.Exists(Path.Combine(folder, p)));
        var some = $"({string.Join(", ", tried.Take(Shown))}{(tried.Count > Shown ? ", …" : "")})";
        if (named is not null)
            return Holds(named) ? named : throw new InputException(
                $"--images {named}: none of the pictures that {file} lists {some} is in it; give the folder that holds them directly.");
        string[] near = [Path.Combine(root, name), Path.Combine(root, "images", name), Path.Combine(root, "images"), root];
        return near.Concat(Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            .FirstOrDefault(Holds)
            ?? throw new InputException($"{file}: none of the pictures it lists {some} is in {string.Join(", ", near.Distinct())}, or in "
                + $"another folder directly in {root}. Put them into {near[0]}, or a link to the folder that holds them, or name that "
                + "folder: --images DIR.");
    }

    private static bool IsInstances(string path)
    {
        if (Path.GetFileName(path).StartsWith("instances", StringComparison.Ordinal))
            return true;
        var text = Encoding.UTF8.GetString(InputFile.ReadStart(path, FirstBytes));
        return text.Contains("\"file_name\"", StringComparison.Ordinal) || text.Contains("\"category_id\"", StringComparison.Ordinal);
    }
}
