using VisEval.Cli.Hosting;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Distribution;

/// <summary>The end of a shard: its directory on standard output, what it holds, how to go on. No leaderboard: its means are over a part
/// of the images.</summary>
internal static class ShardView
{
    /// <summary>Writes it.</summary>
    /// <param name="plan">The plan of the whole run.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="time">What it took.</param>
    /// <param name="host">Where it is written.</param>
    /// <param name="notes">For remarks.</param>
    /// <returns>The exit status.</returns>
    public static int Write(Plan plan, Shard shard, TimeSpan time, CliHost host, Notes notes)
    {
        var (cells, failures) = StoredWork.Of(plan.OutputDirectory);
        host.Out.WriteLine(plan.OutputDirectory);
        notes.Say($"Shard {shard} is done: {PlanText.Number(cells)} cells in {Duration.Text(time)}. When all {shard.Count} are, put them "
            + "together: viseval merge DIR… --out RUN");
        if (failures.Count == 0)
            return ExitStatus.Done;
        host.Error.WriteLine($"{failures.Count} failure{(failures.Count == 1 ? "" : "s")}; the same command tries again what failed:");
        FailureSummary.Write(failures, host.Error);
        return ExitStatus.Failed;
    }
}
