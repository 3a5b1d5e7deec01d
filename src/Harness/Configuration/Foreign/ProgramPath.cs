namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Where a program is that a command begins with.</summary>
internal static class ProgramPath
{
    /// <summary>The full path: of a path the file itself, of a name the first of the folders of PATH that has it; never the current folder
    /// unasked. Null where there is none that can be run.</summary>
    /// <param name="program">As written.</param>
    /// <param name="directory">Where relative paths start.</param>
    public static string? Find(string program, string directory)
    {
        IEnumerable<string> folders = IsPath(program)
            ? [directory]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => Endings().Select(ending => Path.GetFullPath(program + ending, Path.GetFullPath(folder))))
            .FirstOrDefault(IsProgram);
    }

    /// <summary>Whether a word is a path, not the name of a program.</summary>
    public static bool IsPath(string program) => program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar);

    // A batch file would be read by a shell.
    private static IReadOnlyList<string> Endings() => OperatingSystem.IsWindows() ? ["", ".exe", ".com"] : [""];

    private static bool IsProgram(string path) => File.Exists(path) && (OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
