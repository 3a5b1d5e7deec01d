using System.CommandLine;
using System.Text;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Scoring;
using VisEval.Harness.Evaluation;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval score</c>: scores maps that any tool has made.</summary>
internal static class ScoreCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new ScoreOptions();
        var command = new Command("score", "Scores maps made by any tool: arrays of them, with the model and the images they explain.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, ScoreOptions options, bool quiet)
    {
        var config = options.Read(read, host.CurrentDirectory);
        var file = options.Out(read, host.CurrentDirectory);
        var catalogues = options.Plugins.Catalogues(read, host.CurrentDirectory);
        var assumptions = new List<string>();
        using var plan = read.Try(() => ScoringPlanner.Plan(config, catalogues, host.CurrentDirectory, assumptions.Add));
        read.ThrowIfAny();
        foreach (var assumption in assumptions)
            host.Error.WriteLine(assumption);
        foreach (var problem in DatasetProblems.Of([plan!.Job]))
            host.Error.WriteLine(problem);
        // The assumption changes the result: --quiet does not hide it.
        foreach (var warning in InputFit.Warnings(plan.Job.Model.Network, plan.Job.Images.Preprocessing))
            host.Error.WriteLine(warning);
        if (LabelDoubt.Of(plan.Job) is { } labels)
            host.Error.WriteLine(labels);

        var results = new ProgressView(host, quiet).Show(progress => ScoringResults.Of(plan.Job, plan.Options, progress, host.Stop));
        Write(results.Scores, file, host);
        if (host.ErrorIsTerminal && !quiet)
            ScoreSummary.Write(plan.Job.Metrics, results.Scores, host);
        if (results.Failures.Count == 0)
            return ExitStatus.Done;
        host.Error.WriteLine($"{Counted.Of(results.Failures.Count, "failure")}:");
        FailureSummary.Write(results.Failures, host.Error);
        return ExitStatus.Failed;
    }

    private static void Write(IReadOnlyList<ScoreRow> scores, string? file, CliHost host)
    {
        if (file is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            AtomicFile.Write(file, stream => CsvExport.WriteScores(stream, scores));
            host.Out.WriteLine(file);
            return;
        }
        using var text = new MemoryStream();
        CsvExport.WriteScores(text, scores);
        host.Out.Write(Encoding.UTF8.GetString(text.ToArray()));
    }
}
