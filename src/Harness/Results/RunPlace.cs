namespace VisEval.Harness.Results;

/// <summary>Whether the files of a run or of its reports can be written into a folder, asked before anything is computed.</summary>
public static class RunPlace
{
    /// <summary>Why they cannot, each a sentence for a person; empty if they can.</summary>
    /// <param name="directory">Full path of the folder, there or not.</param>
    public static IReadOnlyList<string> Mistakes(string directory)
    {
        if (OutputPlace.MistakeOfFolder(directory) is { } mistake)
            return [mistake];
        var plots = Path.Combine(directory, RunFiles.Plots);
        return
        [
            .. RunFiles.Owned.Select(name => OutputPlace.MistakeOfTarget(Path.Combine(directory, name))).OfType<string>(),
            .. File.Exists(plots) ? [$"'{plots}' is a file where the folder of the plots is needed; remove it, or name another place."]
                : Array.Empty<string>(),
        ];
    }
}
