using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>The directory of a run: what may be done with one that is already there, and how it is begun.</summary>
internal static class RunDirectory
{
    /// <summary>Why the run cannot go into the directory, each a sentence for a person; empty if it can. Writes nothing.</summary>
    /// <param name="directory">The run directory, there or not.</param>
    /// <param name="existing">What the user wants done with a run that is there.</param>
    /// <param name="info">The run that is to go there.</param>
    /// <param name="canRedo">Whether the command has <c>--existing</c>, which the sentences then name.</param>
    public static IReadOnlyList<string> Check(string directory, ExistingRun existing, RunInfo info, bool canRedo = true)
    {
        if (File.Exists(directory))
            return [$"The output directory '{directory}' is a file. Choose another."];
        if (RunPlace.Mistakes(directory) is { Count: > 0 } mistakes)
            return mistakes;
        if (!Directory.Exists(directory) || IsUnused(directory))
            return [];
        var path = Path.Combine(directory, RunFiles.Info);
        if (!File.Exists(path))
            return [$"The output directory '{directory}' holds files, but no run (no {RunFiles.Info}). Choose another."];
        return existing switch
        {
            ExistingRun.Redo => [],
            ExistingRun.Fail =>
                [$"The output directory '{directory}' already holds a run. Go on with it (existing=resume), start over (existing=redo), or "
                    + "choose another."],
            _ => CheckSame(directory, path, info, canRedo ? ", or start over (existing=redo)" : ""),
        };
    }

    /// <summary>Makes the directory ready: creates it, deletes an existing run if that was asked for (only files a run owns),
    /// writes run.json.</summary>
    /// <exception cref="InputException">The run cannot go there, see <see cref="Check"/>, or another process is at work there; nothing was
    /// changed.</exception>
    public static void Prepare(string directory, ExistingRun existing, RunInfo info) => Take(directory, existing, info).Dispose();

    /// <summary>Does what <see cref="Prepare"/> does, and keeps other processes out until the result is disposed.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="existing">What is to be done with a run that is there.</param>
    /// <param name="info">The run.</param>
    /// <param name="check">Throws where what is left there cannot be gone on with; called before run.json is written.</param>
    internal static IDisposable Take(string directory, ExistingRun existing, RunInfo info, Action? check = null)
    {
        if (Check(directory, existing, info) is { Count: > 0 } errors)
            throw new InputException(errors);
        Directory.CreateDirectory(directory);
        var held = RunLock.Take(directory);
        try
        {
            // Another process may have begun a run there before the lock was taken.
            if (Check(directory, existing, info) is { Count: > 0 } found)
                throw new InputException(found);
            if (existing == ExistingRun.Redo)
                Delete(directory);
            check?.Invoke();
            RunInfoJson.Write(info, Path.Combine(directory, RunFiles.Info));
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<string> CheckSame(string directory, string path, RunInfo info, string orRedo)
    {
        try
        {
            var stored = RunInfoJson.Read(path);
            var differences = RunIdentity.Differences(stored, info);
            return differences.Count == 0
                ? OtherPart(directory, stored, info)
                : [$"The output directory '{directory}' holds another run ({string.Join("; ", differences)}). "
                    + $"Choose another{orRedo}."];
        }
        catch (InputException error)
        {
            return [.. error.Errors.Select(e => $"{e} Choose another output directory{orRedo}.")];
        }
    }

    // What run.json would then say of the cells that are there were wrong. More may be added to a shard: all of the run.
    private static IReadOnlyList<string> OtherPart(string directory, RunInfo stored, RunInfo info) =>
        info.Shard is not { } shard || stored.Shard == shard
            ? []
            : [$"The output directory '{directory}' holds {(stored.Shard is { } other ? $"shard {other}" : "the whole run, not a shard")}; "
                + $"shard {shard} needs a folder of its own. Choose another; 'viseval merge' puts shards together."];

    // A run that was killed before its run.json was complete leaves at most temporary files and the lock.
    private static bool IsUnused(string directory) =>
        Directory.EnumerateFileSystemEntries(directory).Select(e => Path.GetFileName(e))
            .All(name => name == RunFiles.Lock || OutputPlace.IsTrial(name) || AtomicFile.IsLeftOf(name, RunFiles.Info));

    private static void Delete(string directory)
    {
        foreach (var file in RunFiles.In(directory).Where(f => Path.GetFileName(f) != RunFiles.Lock))
            File.Delete(file);
        foreach (var folder in RunFiles.Folders.Select(name => Path.Combine(directory, name)).Where(Directory.Exists))
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
                Directory.Delete(folder);
    }
}
