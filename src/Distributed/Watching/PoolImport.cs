using System.Text.Json;
using VisEval.Core;
using VisEval.Distributed.Runs;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Merging;
using VisEval.Harness.Results.Storage;

namespace VisEval.Distributed.Watching;

/// <summary>Brings the results of a run home: into a run directory as a run on one machine leaves it.</summary>
internal static class PoolImport
{
    /// <summary>Where the results go: the folder asked for, else where a run with the same arguments would put them.</summary>
    public static string DirectoryOf(PoolRun run, string? asked, string baseDirectory) => OutputDirectory.Of(
        RunConfigFile.Repeat(run.Info) with { Out = asked }, run.Info.Datasets.Select(d => d.Name), baseDirectory);

    /// <summary>Refuses a directory that the run cannot go into; writes nothing.</summary>
    /// <exception cref="InputException">The run cannot go there.</exception>
    public static void Check(PoolRun run, string directory)
    {
        if (RunDirectory.Check(directory, ExistingRun.Resume, run.Info, canRedo: false) is { Count: > 0 } mistakes)
            throw new InputException(mistakes);
    }

    /// <summary>Writes run.json and the store of a run directory.</summary>
    /// <param name="run">The run.</param>
    /// <param name="directory">The run directory; the same run may be there.</param>
    /// <exception cref="InputException">The run cannot go there.</exception>
    public static void Into(PoolRun run, string directory)
    {
        // Times are of the machine that measured them, so the description is of that one.
        var info = run.Units.MachineOfCosts() is { } machine
            ? run.Info with { Machine = JsonSerializer.Deserialize<Dictionary<string, string>>(machine)! }
            : run.Info;
        Check(run, directory);
        using var store = ResultStore.Begin(directory, ExistingRun.Resume, info);
        run.Store.Read(source =>
        {
            store.Save(write =>
            {
                // Costs are added to those that are there, which an earlier import left.
                write.RemoveMetricCosts();
                RowCopy.All(source, write);
            });
            return info;
        });
        store.Conclude();
    }
}
