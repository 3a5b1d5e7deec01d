using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Core;
using VisEval.Harness.Configuration.Representing;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Reports.Representing;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval represent</c>: what layers of networks hold.</summary>
internal static class RepresentCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new RepresentOptions();
        var command = new Command(
            "represent",
            "What layers hold: which channels detect concepts, tests with concepts, maps of the images, similarity of layers.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, RepresentOptions options, bool quiet)
    {
        var request = options.Read(read, host.CurrentDirectory);
        var warnings = new List<string>();
        using var plan = options.IsComplete(read.Parse) ? read.Try(() => RepresentPlanner.Plan(request, warnings.Add, host.Stop)) : null;
        read.ThrowIfAny();
        foreach (var warning in warnings.Concat(plan!.Dataset.Problems))
            host.Error.WriteLine(warning);
        if (RepresentFiles.Remark is { } remark)
            host.Error.WriteLine(remark);
        var notes = new Notes(host, quiet);
        var files = new RepresentFiles(request.Out, Seed.Of(request.Seed));
        var failures = new List<string>();
        AnalysisRun.All(
            plan.Study, request.Analyses,
            analysis => notes.Say($"{analysis.Unit.Key}: {Counted.Of(plan.Study.Images.Count, "image")}, "
                + Counted.Of(plan.Study.Layers.Count(), "layer")),
            (analysis, findings) => files.Write(analysis.FileName, findings),
            (analysis, error) => failures.Add($"{analysis.Unit.Key} failed: {error}"));
        files.Close(plan.Info);
        foreach (var file in files.Files)
            host.Out.WriteLine(file);
        foreach (var missing in files.NotDrawn)
            host.Error.WriteLine(missing);
        foreach (var failure in failures)
            host.Error.WriteLine(failure);
        return failures.Count == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }
}
