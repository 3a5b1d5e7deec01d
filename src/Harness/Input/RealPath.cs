namespace VisEval.Harness.Input;

/// <summary>Which file a path means, so that two can be compared.</summary>
internal static class RealPath
{
    // Where a name in capitals is the same name.
    private static readonly StringComparison Names =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether two paths lead to the same file, there or not.</summary>
    public static bool AreSame(string a, string b) => string.Equals(Of(a), Of(b), Names);

    /// <summary>The path without links: those of its folders and its own.</summary>
    /// <exception cref="IOException">A link leads to itself.</exception>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
            return full;
        var here = Path.Combine(Of(folder), Path.GetFileName(full));
        // Another link may stand in the folders of what a link leads to.
        return new FileInfo(here).LinkTarget is null ? here : Of(SpecialFile.Target(here));
    }
}
