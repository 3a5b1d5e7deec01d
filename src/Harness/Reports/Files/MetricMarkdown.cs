using System.Text;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Files;

/// <summary>The part of leaderboard.md about the metrics themselves: headline numbers, and the variants of a metric compared.</summary>
internal static class MetricMarkdown
{
    public static void Append(StringBuilder text, MetricTable table)
    {
        var rows = table.Rows.Where(r => r.Number.IsHeadline).ToList();
        if (rows.Count == 0)
            return;
        text.Append("\nThe metrics themselves (all numbers: metrics.csv, agreement.csv):\n\n");
        List<string> head = ["metric", "separation", "verdict", "above / below", "reliability", "ms", "passes asked", "passes run"];
        Table(text, head, rows.Select(r => (List<string>)
        [
            LeaderboardMarkdown.Escape(r.Number.Title), Separation(r),
            (r.Verdict == MetricVerdict.CannotTell ? "⌀ " : "") + RunText.Of(r.Verdict),
            $"{NumberText.Exact(r.Above)} / {NumberText.Exact(r.Below)} of {NumberText.Exact(r.Methods)}", Number(r.Reliability),
            NumberText.Cost(r.Cost?.MillisecondsEach), NumberText.Cost(r.Cost?.Each(r.Cost.Total.PassesAsked)),
            NumberText.Cost(r.Cost?.Each(r.Cost.Total.PassesRun)),
        ]));
        var variants = table.Agreements.Where(a => a.AreVariants && a.First.IsHeadline).ToList();
        if (variants.Count == 0)
            return;
        text.Append("\nThe same metric in other dialects or with other options:\n\n");
        Table(text, ["metric", "beside", "Kendall's τ-b", "pairs of methods in another order"], variants.Select(a => (List<string>)
        [
            LeaderboardMarkdown.Escape(a.First.Title), LeaderboardMarkdown.Escape(a.Second.Title), Number(a.Tau),
            $"{NumberText.Exact(a.Flips)} of {NumberText.Exact(a.Pairs)}",
        ]));
    }

    private static void Table(StringBuilder text, List<string> head, IEnumerable<List<string>> rows)
    {
        LeaderboardMarkdown.Line(text, head);
        LeaderboardMarkdown.Line(text, head.Select(_ => "---"));
        foreach (var row in rows)
            LeaderboardMarkdown.Line(text, row);
    }

    private static string Separation(MetricRow row) => Number(row.Separation)
        + (row.Interval is { } interval ? $" ({NumberText.Score(interval.Low)} to {NumberText.Score(interval.High)})" : "");

    private static string Number(Judged number) => number.State.IsOk ? NumberText.Score(number.Value) : number.State.Text;
}
