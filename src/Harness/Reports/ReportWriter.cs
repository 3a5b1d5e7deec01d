using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Files;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>The reports of a run.</summary>
/// <param name="Path">The path of report.html.</param>
/// <param name="Leaderboard">What all of them show.</param>
public sealed record WrittenReport(string Path, Leaderboard Leaderboard);

/// <summary>Writes every report file of a run.</summary>
public static class ReportWriter
{
    /// <summary>Writes leaderboard.csv, leaderboard.md, metrics.csv, agreement.csv, report.html and plots/*.svg, each whole or not at all.</summary>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="directory">Where to; created if missing.</param>
    /// <param name="known">The metrics behind the run's keys; those of VisEval if null.</param>
    /// <returns>What was written.</returns>
    public static WrittenReport WriteAll(RunResults results, string directory, KnownMetrics? known = null)
    {
        var leaderboard = Leaderboard.From(results, known);
        var metrics = MetricBoard.From(results, known);
        var charts = ChartSet.From(results, leaderboard, metrics);
        var report = Path.Combine(directory, RunFiles.Report);
        AtomicFile.Write(Path.Combine(directory, RunFiles.LeaderboardCsv), LeaderboardCsv.Render(leaderboard));
        AtomicFile.Write(Path.Combine(directory, RunFiles.LeaderboardMarkdown), LeaderboardMarkdown.Render(results, leaderboard, metrics));
        AtomicFile.Write(Path.Combine(directory, RunFiles.Metrics), MetricsCsv.Render(metrics));
        AtomicFile.Write(Path.Combine(directory, RunFiles.Agreement), MetricsCsv.RenderAgreement(metrics));
        foreach (var chart in charts)
            AtomicFile.Write(Path.Combine(directory, RunFiles.Plots, chart.FileName), chart.Svg);
        AtomicFile.Write(report, HtmlReport.Render(results, leaderboard, metrics, charts));
        return new WrittenReport(report, leaderboard);
    }
}
