namespace VisEval.Harness.Results;

/// <summary>Whether the files of a run or of its reports can be written into a folder, asked before anything is computed.</summary>
internal static class RunPlace
{
    /// <summary>Why they cannot, each a sentence for a person; empty if they can.</summary>
    /// <param name="directory">Full path of the folder, there or not.</param>
    public static IReadOnlyList<string> Mistakes(string directory)
    {
        if (OutputPlace.MistakeOfFolder(directory) is { } mistake)
            return [mistake];
        return
        [
            .. RunFiles.Owned.Select(name => OutputPlace.MistakeOfTarget(Path.Combine(directory, name))).OfType<string>(),
            .. RunFiles.Folders.Select(name => Path.Combine(directory, name)).Where(File.Exists).Select(
                path => $"'{path}' is a file where a folder of the run is needed; remove it, or name another place."),
        ];
    }
}
