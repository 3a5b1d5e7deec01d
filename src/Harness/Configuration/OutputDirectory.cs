using VisEval.Harness.Input;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Configuration;

/// <summary>Where a run goes.</summary>
internal static class OutputDirectory
{
    /// <summary>Full path of the run directory: the one asked for, else results/&lt;dataset&gt;-&lt;preset&gt;, several datasets
    /// joined by +; of a shard with -shard-&lt;i&gt;-of-&lt;n&gt; behind it.</summary>
    public static string Of(RunConfig config, IEnumerable<string> datasets, string baseDirectory) => Path.GetFullPath(
        config.Out ?? Path.Combine("results", $"{string.Join("+", datasets)}-{config.Preset}{SuffixOf(config.Shard)}"), baseDirectory);

    private static string SuffixOf(Shard? shard) => shard is { } part ? $"-shard-{part.Number}-of-{part.Count}" : "";

    /// <summary>Adds why the run cannot go there.</summary>
    /// <param name="directory">The run directory.</param>
    /// <param name="existing">What is to be done with a run that is there.</param>
    /// <param name="info">The run; incomplete where there are mistakes already.</param>
    /// <param name="mistakes">Where mistakes go.</param>
    internal static void Check(string directory, ExistingRun existing, RunInfo info, Mistakes mistakes)
    {
        // An incomplete description differs from every run; then only what does not depend on it is checked.
        var asked = mistakes.Count > 0 && existing == ExistingRun.Resume ? ExistingRun.Redo : existing;
        mistakes.Add(RunDirectory.Check(directory, asked, info));
        if (mistakes.Count == 0 && existing == ExistingRun.Resume)
            mistakes.Add(ResultStore.Check(directory));
    }
}
