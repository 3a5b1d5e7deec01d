using System.CommandLine;
using VisEval.Cli.Output;
using VisEval.Harness.Reports;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval report</c>: the reports again, from one finished run or merged from several.</summary>
internal static class ReportCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CliHost host, SharedOptions shared)
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run directories.", Arity = ArgumentArity.OneOrMore };
        var to = new Option<string?>("--out") { HelpName = "DIR", Description = "Where the reports go. Default: the run directory itself; needed for several runs" };
        var command = new Command("report", "Writes the reports of finished runs again, or those of several runs together.") { runs, to };
        command.SetAction(parse => Execute(host, new ArgumentReader(parse), parse.GetValue(runs)!, parse.GetValue(to), parse.GetValue(shared.Quiet)));
        return command;
    }

    private static int Execute(CliHost host, ArgumentReader read, IReadOnlyList<string> runs, string? to, bool quiet)
    {
        if (to is null && runs.Count > 1)
            read.Mistake("--out DIR is needed for several runs: the folder the common report goes to.");
        if (to is not null && File.Exists(Path.GetFullPath(to, host.CurrentDirectory)))
            read.Mistake($"--out {to} is a file; name a folder.");
        var loaded = runs.Select(run => read.Try(() => ResultStore.Load(Path.GetFullPath(run, host.CurrentDirectory)))).OfType<RunResults>().ToList();
        var results = loaded.Count != runs.Count ? null : loaded.Count == 1 ? loaded[0] : read.Try(() => MergedResults.Merge(loaded));
        read.ThrowIfAny();

        var directory = Path.GetFullPath(to ?? runs[0], host.CurrentDirectory);
        Directory.CreateDirectory(directory);
        CsvExport.Write(results!, directory);
        var report = ReportWriter.WriteAll(results!, directory);
        LeaderboardView.Write(results!, host);
        host.Out.WriteLine(report);
        if (results!.Failures.Count > 0)
            new Notes(host, quiet).Say($"{results.Failures.Count} cells failed when they were run; the report and failures.csv name them.");
        return ExitStatus.Done;
    }
}
