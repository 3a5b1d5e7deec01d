using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>Writes every report file of a run.</summary>
public static class ReportWriter
{
    /// <summary>Writes leaderboard.csv, leaderboard.md, report.html and plots/*.svg, each whole or not at all.</summary>
    /// <param name="results">A run, finished or interrupted.</param>
    /// <param name="directory">Where to; created if missing.</param>
    /// <returns>The path of report.html.</returns>
    public static string WriteAll(RunResults results, string directory)
    {
        var leaderboard = Leaderboard.From(results);
        var charts = ChartSet.From(results, leaderboard);
        var report = Path.Combine(directory, "report.html");
        AtomicFile.Write(Path.Combine(directory, "leaderboard.csv"), LeaderboardCsv.Render(leaderboard));
        AtomicFile.Write(Path.Combine(directory, "leaderboard.md"), LeaderboardMarkdown.Render(results, leaderboard));
        foreach (var chart in charts)
            AtomicFile.Write(Path.Combine(directory, "plots", chart.FileName), chart.Svg);
        AtomicFile.Write(report, HtmlReport.Render(results, leaderboard, charts));
        return report;
    }
}
