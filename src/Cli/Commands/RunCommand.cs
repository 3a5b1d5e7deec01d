using System.CommandLine;
using System.Diagnostics;
using VisEval.Cli.Output;
using VisEval.Harness.Configuration;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval run</c>: the main job, from images and models to a leaderboard.</summary>
internal static class RunCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new RunOptions();
        var command = new Command("run", "Explains a dataset's images with every method, scores with every metric, reports. Without arguments: the embedded benchmark.");
        options.AddTo(command);
        command.SetAction(parse => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, RunOptions options, bool quiet)
    {
        var clock = Stopwatch.StartNew();
        var notes = new Notes(host, quiet);
        var config = options.Read(read, host.CurrentDirectory);
        var plan = read.Try(() => Planner.Plan(config, Catalogues.BuiltIn(), host.CurrentDirectory));
        read.ThrowIfAny();

        var outcome = Run(plan!, config.Existing, new ProgressView(host, quiet), host.Stop);
        if (outcome.Cancelled)
        {
            host.Error.WriteLine($"Stopped after {outcome.Cells} cells, all kept. To go on: viseval run \"{Path.Combine(plan!.OutputDirectory, "run.json")}\" --out \"{plan.OutputDirectory}\"");
            return ExitStatus.Failed;
        }

        var results = ResultStore.Load(plan!.OutputDirectory);
        CsvExport.Write(results, plan.OutputDirectory);
        var report = ReportWriter.WriteAll(results, plan.OutputDirectory);
        LeaderboardView.Write(report.Leaderboard, host);
        host.Out.WriteLine(report.Path);
        notes.Say($"{results.Scores.Count} numbers in {Duration.Text(clock.Elapsed)}.");
        if (results.Failures.Count == 0)
            return ExitStatus.Done;
        host.Error.WriteLine($"{results.Failures.Count} failure{(results.Failures.Count == 1 ? "" : "s")}, each a row of {Path.Combine(plan.OutputDirectory, "failures.csv")}:");
        FailureSummary.Write(results.Failures, host.Error);
        return ExitStatus.Failed;
    }

    private static RunOutcome Run(Plan plan, ExistingRun existing, ProgressView view, CancellationToken stop)
    {
        RunDirectory.Prepare(plan.OutputDirectory, existing, plan.Info);
        using var store = ResultStore.Open(plan.OutputDirectory, plan.Info);
        return view.Show(progress => Runner.Run(plan, store, progress, stop));
    }
}
