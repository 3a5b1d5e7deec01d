using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The top of the page: the run in a few numbers.</summary>
[ReportSection("summary", 10, "")]
internal sealed class SummarySection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var (results, leaderboard) = (context.Results, context.Leaderboard);
        var info = results.Info;
        var controls = info.Methods.Count(m => m.IsControl);
        var first = leaderboard.Tables.FirstOrDefault();
        var best = first?.Ranked.FirstOrDefault();
        var explanations = results.Scores.Select(s => s.Cell with { Metric = "" }).Distinct().Count();
        var failures = results.Failures.Count;
        return Markup.Of($"""
            <div class="cards">
            {(best is null ? Markup.Empty : Card(best.Method.Key, Best(first!, best), "first"))}
            {Card(NumberText.Exact(info.Methods.Count - controls), $"methods and {RunText.Count(controls, "control")}")}
            {Card(NumberText.Exact(info.Metrics.Count), info.Metrics.Count == 1 ? "metric" : "metrics")}
            {Card(NumberText.Exact(info.Models.Count), info.Models.Count == 1 ? "model" : "models")}
            {Card(NumberText.Exact(info.Datasets.Sum(d => d.Images)), $"images of {RunText.Count(info.Datasets.Count, "dataset")}")}
            {Card(NumberText.Exact(explanations), "explanations scored")}
            {Card(NumberText.Exact(failures), failures == 1 ? "failure" : "failures", failures > 0 ? "bad" : "")}
            </div>

            """);
    }

    private static string Best(LeaderboardTable table, LeaderboardRow row) =>
        $"place {RunText.Place(row)} of {table.Ranked.Count()} ({table.Dataset}, {table.ModelText})";

    private static Markup Card(string value, string label, string kind = "") =>
        Markup.Of($"""<div class="card {kind}"><b>{KeyText.Breakable(value)}</b><span>{label}</span></div>""");
}
