using VisEval.Core;
using VisEval.Distributed.Runs;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Distributed.Work;

/// <summary>Opens a run of the pool on a machine: the same files, the same numbers.</summary>
internal static class RunOpening
{
    /// <summary>Plans the run anew from the files of this machine.</summary>
    /// <param name="run">The run.</param>
    /// <param name="directory">Where relative paths start.</param>
    /// <param name="cache">Where files go that are fetched from the database.</param>
    /// <param name="say">Takes notes for people.</param>
    /// <exception cref="InputException">This is another version of VisEval, or the files are missing or others.</exception>
    public static Plan Open(PoolRun run, string directory, string cache, Action<string> say)
    {
        if (VersionMistake(run) is { } mistake)
            throw new InputException(mistake);
        var inputs = new InputTable(run.Store);
        var here = inputs.All();
        var (plan, mistakes) = Try(() => Planned(run, directory, here));
        // With the files at hand it is something else that this machine lacks, a device for example.
        if (plan is null && here.All(i => i.Exists))
            throw new InputException(mistakes);
        var differences = plan is null ? [] : RunIdentity.Differences(run.Info, plan.Info);
        if (plan is not null && differences.Count == 0)
            return plan;
        if (!inputs.AreUploaded())
            throw new InputException(
            [
                .. mistakes,
                .. differences.Count > 0 ? [Different(run, differences)] : (string[])[],
                $"This machine lacks the files of run {run.Id}, or has others. Put them where the run was submitted from, on a folder that "
                + "all machines share and see under the same path; or submit the run again with --upload, which puts them into the "
                + "database.",
            ]);
        say($"Fetching the files of run {run.Id} into {cache}.");
        var fetched = Planned(run, directory, inputs.Fetch(Path.Combine(cache, run.Id)));
        return RunIdentity.Differences(run.Info, fetched.Info) is { Count: > 0 } others
            ? throw new InputException(Different(run, others))
            : fetched;
    }

    /// <summary>Why this program may not work at a run; null where it may.</summary>
    public static string? VersionMistake(PoolRun run)
    {
        var own = ProgramVersion.Text;
        return run.Info.Version == own
            ? null
            : $"Run {run.Id} was submitted by VisEval {run.Info.Version}, this is {own}, which may compute other numbers: use the same "
                + "version on every machine.";
    }

    private static string Different(PoolRun run, IReadOnlyList<string> differences) =>
        $"Run {run.Id} is another one on this machine ({string.Join("; ", differences)}).";

    private static Plan Planned(PoolRun run, string directory, IReadOnlyList<PoolInput> inputs)
    {
        var asked = RunConfigFile.Repeat(run.Info);
        string Of(string kind, string name, string otherwise) =>
            inputs.FirstOrDefault(i => (i.Kind, i.Name) == (kind, name) && i.Exists)?.Path ?? otherwise;
        var config = asked with
        {
            Datasets = [.. run.Info.Datasets.Select(d => Of(PoolInput.Dataset, d.Name, d.Path))],
            Models = [.. run.Info.Models.Select(m => Of(PoolInput.Model, m.Name, m.Path))],
            // Nothing is written; a folder that is not there is no other run's.
            Out = Path.Combine(Path.GetTempPath(), $"viseval-pool-{Environment.ProcessId}"),
        };
        return RunPlanner.Plan(config, Catalogues.BuiltIn(), directory);
    }

    private static (Plan? Plan, IReadOnlyList<string> Mistakes) Try(Func<Plan> plan)
    {
        try
        {
            return (plan(), []);
        }
        catch (InputException error)
        {
            return (null, error.Errors);
        }
    }
}
