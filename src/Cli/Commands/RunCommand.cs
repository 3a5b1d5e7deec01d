using System.CommandLine;
using System.Diagnostics;
using VisEval.Cli.Distribution;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Cli.Planning;
using VisEval.Core;
using VisEval.Harness;
using VisEval.Harness.Analysis.Anytime;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Running;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval run</c>: the main job, from images and models to a leaderboard.</summary>
internal static class RunCommand
{
    // What a run spends on the measurement behind its estimate.
    private static readonly TimeSpan Measuring = TimeSpan.FromSeconds(0.2);

    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new RunOptions();
        var command = new Command(
            "run",
            "Explains a dataset's images with methods, scores the maps with metrics, reports. Without arguments: the embedded benchmark, "
            + $"preset {Settings.DefaultPreset}.");
        options.AddTo(command);
        command.SetAction(parse => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, RunOptions options, bool quiet)
    {
        var clock = Stopwatch.StartNew();
        var notes = new Notes(host, quiet);
        var config = options.Read(read, host.CurrentDirectory);
        var catalogues = PluginOption.Load(read, config.Plugins, host.CurrentDirectory);
        var plan = Interruptible.Run(() => read.Try(() => RunPlanner.Plan(config, catalogues, host.CurrentDirectory)), host);
        read.ThrowIfAny();
        notes.Say(PlanText.Headline(plan!));
        if (PlanText.LeftOut(plan!) is { } leftOut)
            notes.Say(leftOut);
        foreach (var references in plan!.Jobs.Select(ReferenceText.Of).OfType<string>().Distinct())
            notes.Say(references);
        foreach (var note in plan.Notes)
            notes.Say(note);
        foreach (var problem in DatasetProblems.Of(plan.Jobs))
            host.Error.WriteLine(problem);
        // What changes every number, --quiet does not hide.
        foreach (var warning in PlanDoubts.OfNetworks(plan))
            host.Error.WriteLine(warning);

        var begun = false;
        if (!IsFinished(() => Run(plan, config, catalogues.Plugins, host, notes, quiet, () => begun = true), host))
            return Stopped(plan, config.Shard, catalogues.Plugins, begun, host);
        if (config.Shard is { } shard)
            return ShardView.Write(plan, shard, clock.Elapsed, host, notes);
        if (RunReports.Write(plan.OutputDirectory, host, catalogues.Plugins) is not { } results)
            return ExitStatus.Failed;
        notes.Say(ClosingText.Of(results, plan.OutputDirectory, clock.Elapsed));
        return RunReports.Failures(results.Failures, plan.OutputDirectory, host);
    }

    private static RunOutcome Run(
        Plan plan, RunConfig config, LoadedPlugins plugins, CliHost host, Notes notes, bool quiet, Action begun)
    {
        // Before hours are spent on a network whose input is wrong; --quiet does not hide it.
        foreach (var doubt in PlanDoubts.OfChance(plan, host.Stop))
            host.Error.WriteLine(doubt);
        // The estimate is for people: its line, and the time left.
        var costs = quiet ? null : PlanCosts.Of(plan, Measuring, host.Stop);
        foreach (var command in costs is null ? [] : CommandText.Of(costs.Estimate))
            notes.Say(command);
        var part = config.Shard is { } shard ? new ShardPlan(plan, new DeclaredWork()).Part(shard) : null;
        using var store = ResultStore.Begin(plan.OutputDirectory, config.Existing, plan.Info);
        begun();
        var (weights, time) = (costs?.Estimate.Weights, costs?.Estimate.Work);
        if (costs is not null && config.Shard is { } own)
        {
            var cost = costs.Shards(plan, own.Count)[own.Number - 1];
            // Of a part the weights of the whole say nothing.
            (weights, time) = (null, TimeSpan.FromSeconds(cost.Seconds));
            notes.Say(PlanText.Estimate(costs.Estimate, cost, plan.Settings.Threads));
        }
        else if (costs is { Estimate: var estimate })
        {
            var pieces = store.FinishedPieces.Sum(p => estimate.Weights.ShareOfPiece(p.Dataset, p.Model, p.Unit));
            notes.Say(PlanText.Estimate(
                estimate, plan.Settings.Threads, Math.Min(1, estimate.Weights.ShareOf(store.Snapshot()) + pieces))
                + PlanText.AllImages(plan));
        }
        return new ProgressView(host, quiet).Show(
            progress => AnytimeRun.Of(plan, host.Clock, host.Stop, plugins, Told(host, progress as LiveProgress)) is { } rounds
                ? Runner.Run(plan, store, progress, host.Stop, rounds, weights: weights)
                : Runner.Run(plan, store, progress, host.Stop, weights: weights, part: part),
            time);
    }

    // A line after every look at the sample.
    private static Action<string, int, OrderVerdict?> Told(CliHost host, LiveProgress? progress) => (dataset, images, verdict) =>
        progress?.Say(() => host.Error.WriteLine(AnytimeText.Look(dataset, images, verdict)));

    private static bool IsFinished(Func<RunOutcome> run, CliHost host)
    {
        try
        {
            return !Interruptible.Run(run, host).Cancelled;
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static int Stopped(Plan plan, Shard? shard, LoadedPlugins plugins, bool begun, CliHost host)
    {
        if (!begun)
        {
            host.Error.WriteLine("Stopped before the first cell.");
            return ExitStatus.Failed;
        }
        // The store may still be open in a thread that was left behind; a second reader sees what is recorded.
        if (ReportMemory.Of(plan.OutputDirectory).Suffices)
            InterimMeansView.Write(ResultStore.Load(plan.OutputDirectory, plugins), host, plugins);
        host.Error.WriteLine(
            $"Stopped; every finished cell is kept. To continue: {RunStanding.CommandOf(plan.Info, plan.OutputDirectory)}"
            + (shard is null ? "" : $" --shard {shard}"));
        return ExitStatus.Failed;
    }
}
