using System.CommandLine;
using VisEval.Cli.Hosting;
using VisEval.Cli.Options;
using VisEval.Cli.Output;
using VisEval.Harness.Analysis.Gate;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Gate;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval compare</c>: the regression gate, two runs paired by image.</summary>
internal static class CompareCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var options = new CompareOptions();
        var command = new OfflineCommand(
            "compare", "Tells whether a run is worse than a baseline, number by number, paired by image. Exit status 1 if it is.");
        options.AddTo(command);
        command.SetAction(parse => Interruptible.Run(
            () => Execute(host, new ArgumentReader(parse), options, parse.GetValue(shared.Quiet)), host));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, CompareOptions options, bool quiet)
    {
        var request = options.Read(read, host.CurrentDirectory);
        var plugins = options.Plugins.Plugins(read, host.CurrentDirectory);
        SavedRun? Open(string path) => read.Try(() => SavedRun.Open(
            Path.GetFullPath(path, host.CurrentDirectory), path, plugins, host.Stop));
        var baseline = Open(request.Baseline);
        var current = request.Current is { } path ? Open(path) : baseline;
        // With the mistakes in the form of the policy, so that one round is enough.
        if (request.Current is not null && baseline is not null && current is not null)
            foreach (var mistake in GatePolicyNames.Mistakes(request.Policy, baseline.Results.Info, current.Results.Info))
                read.Mistake(mistake);
        if (request.SaveBaseline is not null)
            foreach (var warning in current?.Results.Warnings ?? [])
                read.Mistake($"--save-baseline: '{current!.Name}' is not saved, since a baseline must be a whole run. {warning} "
                    + RunStanding.Advice(current.Results.Info, current.Name));
        read.ThrowIfAny();
        var report = request.Current is null
            ? null
            : read.Try(() => GateAnalysis.Of(baseline!, current!, request.Policy, KnownMetrics.Of(plugins.Sources), host.Stop));
        read.ThrowIfAny();

        if (report is not null)
        {
            if (GateText.Warning(report) is { } warning)
                new Notes(host, quiet).Say(warning);
            foreach (var line in GateLines.Of(report))
                host.Out.WriteLine(line);
            foreach (var (file, render) in new (string? File, Func<GateReport, string> Render)[]
                     {
                         (request.JUnit, GateJUnit.Render), (request.Markdown, GateMarkdown.Render), (request.Json, GateJson.Render),
                     })
                if (file is not null)
                    AtomicFile.Write(file, render(report));
        }
        if (request.SaveBaseline is { } saved)
        {
            BaselineFile.Write(current!.Results, saved);
            host.Out.WriteLine(saved);
        }
        return report?.Verdict == ComparisonVerdict.Fail ? ExitStatus.Failed : ExitStatus.Done;
    }
}
