namespace VisEval.Harness.Datasets;

/// <summary>Names of datasets; a name becomes part of a folder's and stands in every result.</summary>
internal static class DatasetName
{
    // Folders whose name says nothing of what is in them.
    private static readonly string[] Parts = ["train", "training", "val", "valid", "validation", "test", "images", "data", "annotations"];

    /// <summary>Whether a name may be used as it is.</summary>
    public static bool IsAllowed(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.');

    /// <summary>The name of a dataset by its folder or file: lower case, hyphens for all that a name may not hold.</summary>
    public static string Of(string path)
    {
        var trimmed = path.TrimEnd('/');
        var own = Directory.Exists(trimmed) ? Path.GetFileName(trimmed) : Path.GetFileNameWithoutExtension(trimmed);
        var above = Path.GetFileName(Path.GetDirectoryName(trimmed) ?? "");
        var name = string.Concat((Parts.Contains(own.ToLowerInvariant()) && above.Length > 0 ? $"{above}-{own}" : own).ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? c : '-')).Trim('-', '_', '.');
        return name.Length > 0 ? name : "dataset";
    }
}
