using System.Globalization;

namespace VisEval.Harness.Results;

/// <summary>What a reader must know of how far a run is, and what its owner can do.</summary>
internal static class RunStanding
{
    /// <summary>The warnings; sentences, none for a whole run without contradictions.</summary>
    /// <param name="info">The run.</param>
    /// <param name="done">The cells there are.</param>
    public static IEnumerable<string> Warnings(RunInfo info, int done) =>
        [.. new[] { Conflicts(info), Shard(info, done) ?? CellCounts.WarningOf(info.Cells, done) }.OfType<string>()];

    /// <summary>The warning of a run that was put together of parts that contradict each other; null for any other.</summary>
    public static string? Conflicts(RunInfo info) => info.Conflicts is { } count and > 0
        ? string.Create(CultureInfo.InvariantCulture, $"The parts that this run was put together of contradict each other in {count} ")
            + $"thing{(count == 1 ? "" : "s")}; the first part stands. {RunFiles.Conflicts} beside it names each. It stays so until "
            + "the run is redone."
        : null;

    /// <summary>How a run that is not fit to be kept becomes so, a sentence with its command.</summary>
    /// <param name="info">The run.</param>
    /// <param name="directory">Full path of its directory.</param>
    public static string Advice(RunInfo info, string directory)
    {
        var run = CommandOf(info, directory);
        return info.Conflicts > 0 ? $"Redo it: {run} --existing redo"
            : info.Shard is { } shard ? $"Finish shard {shard}, if it was stopped: {run}; then: {Merging}"
            : $"Finish it: {run}";
    }

    /// <summary>The command that goes on with a run.</summary>
    /// <param name="info">The run.</param>
    /// <param name="directory">Full path of its directory.</param>
    public static string CommandOf(RunInfo info, string directory) =>
        $"viseval run \"{Path.Combine(directory, RunFiles.Info)}\" --out \"{directory}\""
        // A command that a file names is started on the user's word alone.
        + (info.Externals is null ? "" : " --allow-external");

    private static string Merging => "viseval merge DIR… --out RUN";

    private static string? Shard(RunInfo info, int done) => info.Shard is { } shard && done < info.Cells
        ? string.Create(CultureInfo.InvariantCulture, $"This is shard {shard} of a run: {done} of its {info.Cells} cells are here. Means, ")
            + $"ranks and marks are over these. All shards are put together by: {Merging}"
        : null;
}
