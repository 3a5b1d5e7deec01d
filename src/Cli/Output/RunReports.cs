using VisEval.Cli.Hosting;
using VisEval.Core;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Plugins;
using VisEval.Harness.Reports;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Cli.Output;

/// <summary>The end of a command that leaves a run: reports and leaderboard, then what failed.</summary>
internal static class RunReports
{
    /// <summary>Writes the reports of a run directory and its leaderboard on standard output; null where that was stopped, or the memory of
    /// the machine does not hold a report: then the tables are there.</summary>
    public static RunResults? Write(string directory, CliHost host, LoadedPlugins? plugins = null)
    {
        try
        {
            return Interruptible.Run(() => Report(directory, host, plugins ?? LoadedPlugins.None), host);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            host.Error.WriteLine(
                $"Stopped while the reports were written; every number is kept. To write them: viseval report \"{directory}\"");
            return null;
        }
    }

    /// <summary>Says what failed, on standard error.</summary>
    /// <param name="failures">The failures.</param>
    /// <param name="directory">The run directory.</param>
    /// <param name="host">Where it is said.</param>
    /// <returns>The exit status.</returns>
    public static int Failures(IReadOnlyList<FailureRow> failures, string directory, CliHost host)
    {
        if (failures.Count == 0)
            return ExitStatus.Done;
        host.Error.WriteLine($"{Counted.Of(failures.Count, "failure")}, each a row of "
            + $"{Path.Combine(directory, RunFiles.Failures)}:");
        FailureSummary.Write(failures, host.Error);
        return ExitStatus.Failed;
    }

    private static RunResults? Report(string directory, CliHost host, LoadedPlugins plugins)
    {
        if (ReportMemory.Of(directory) is { Suffices: false } memory)
        {
            var (others, files) = TableExport.Write(directory, directory, plugins: plugins);
            Warnings.Write(others, host);
            foreach (var file in files)
                host.Out.WriteLine(Path.Combine(directory, file));
            Failures(others.Failures, directory, host);
            host.Error.WriteLine($"Every number is kept. {memory.Refusal(directory)}");
            return null;
        }
        var results = ResultStore.Load(directory, plugins, host.Stop);
        var report = ReportWriter.WriteAll(results, directory, KnownMetrics.Of(plugins.Sources));
        Warnings.Write(results, host);
        LeaderboardView.Write(report.Leaderboard, results.Predictions, host);
        host.Out.WriteLine(report.Path);
        return results;
    }
}
