namespace VisEval.Tests.Testing;

/// <summary>The sources on disk.</summary>
internal static class Repository
{
    /// <summary>The folder with VisEval.sln.</summary>
    public static string Root { get; } = Find();

    /// <summary>Every hand-written C# file below a folder of the repository.</summary>
    public static IReadOnlyList<SourceFile> Sources(string folder) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, File.ReadAllLines(Path.Combine(Root, path)))),
    ];

    // Not from the path of a source file: a reproducible build writes none of its machine into the program.
    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "VisEval.sln")))
                return folder.FullName;
        throw new InvalidOperationException($"There is no VisEval.sln above {AppContext.BaseDirectory}.");
    }
}

/// <summary>One C# file.</summary>
/// <param name="Path">Relative to the repository, with slashes.</param>
/// <param name="Lines">Its lines.</param>
internal sealed record SourceFile(string Path, string[] Lines)
{
    /// <summary>The project folder under src.</summary>
    public string Project => Path.Split('/')[1];

    /// <summary>The lines with their numbers, comments at their ends and whole-line comments cut off.</summary>
    public IEnumerable<(int Number, string Code)> Code =>
        Lines.Select((line, i) => (i + 1, line.TrimStart().StartsWith("//", StringComparison.Ordinal) ? "" : line.Split(" // ")[0]));
}
