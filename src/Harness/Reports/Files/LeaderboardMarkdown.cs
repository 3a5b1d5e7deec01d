using System.Text;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Files;

/// <summary>leaderboard.md: the tables for a terminal, a pull request or a README.</summary>
[RunFile(RunFiles.LeaderboardMarkdown)]
internal sealed class LeaderboardMarkdown : IReportArtefact
{
    private static readonly TableHeads Heads = new(MarkdownText.Escape, arrow => arrow);

    /// <inheritdoc/>
    public string Render(ReportContext context) => Render(context.Results, context.Leaderboard, context.Metrics);

    internal static string Render(RunResults results, Leaderboard leaderboard, MetricBoard metrics)
    {
        var info = results.Info;
        var text = new StringBuilder("# Leaderboard\n\n");
        text.Append($"{Heads.Run(info)}.\n");
        text.Append($"\nRanking rule: {Escape(string.Join("; ", RankingText.Of(info.Rule)))}.\n");
        foreach (var warning in RunWarnings.Of(results))
            text.Append($"\n> **Warning.** {Escape(warning)}\n");
        if (leaderboard.Tables.Count == 0)
            text.Append("\nThe run has no results.\n");
        foreach (var table in leaderboard.Tables)
            Append(text, results, table, metrics);
        text.Append("\n## How to read it\n\n");
        foreach (var note in RunText.Notes(info.Rule, leaderboard.IsAgainstShuffled))
            text.Append($"* {note}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, RunResults results, LeaderboardTable table, MetricBoard metrics)
    {
        text.Append($"\n## {Escape(table.Dataset)} · {Escape(table.ModelText)}\n\n");
        var predictions = results.Predictions
            .Where(p => p.Dataset == table.Dataset && (table.Model is null || p.Model == table.Model)).ToList();
        if (RunText.Recognized(predictions) is { } recognized)
            text.Append($"{Escape(recognized)}\n\n");

        var shown = Showcase.Of(table);
        Table(
            text, table, Heads.Of(table, TableHeads.Standing, shown, table.Costs), shown,
            r => [RunText.Place(r), NumberText.Score(r.Skill?.Value)], r => Cost(table, r));
        foreach (var sentence in RunText.Under(table))
            text.Append($"\n{sentence}\n");
        var others = table.Numbers.Index().Where(n => !shown.Contains(n.Index)).ToList();
        foreach (var family in others.GroupBy(n => n.Item.Metric.Family))
        {
            text.Append($"\nFurther numbers: {Escape(family.Key)}\n\n");
            List<int> numbers = [.. family.Select(n => n.Index)];
            Table(text, table, Heads.Of(table, [], numbers, []), numbers, _ => [], _ => []);
        }
        if (metrics.Find(table.Dataset, table.Model) is { } judged)
            MetricMarkdown.Append(text, judged);
    }

    private static void Table(
        StringBuilder text, LeaderboardTable table, IReadOnlyList<string> head, IReadOnlyList<int> columns,
        Func<LeaderboardRow, List<string>> beforeOf, Func<LeaderboardRow, List<string>> afterOf)
    {
        Line(text, head);
        Line(text, head.Select((_, i) => i == 0 ? "---" : "---:"));
        foreach (var row in table.Rows)
            Line(text, [Name(table, row), .. beforeOf(row), .. columns.Select(c => Cell(row.Cells[c])), .. afterOf(row)]);
    }

    internal static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Name(LeaderboardTable table, LeaderboardRow row) =>
        (row.IsControl ? $"*{Escape(row.Method.Key)}* (control)" : Escape(row.Method.Key))
        + (table.IsUneven && table.IsPartial(row) ? $" ° {RunText.Networks(table, row)}" : "");

    private static string Cell(LeaderboardCell cell)
    {
        var value = NumberText.Score(cell.Mean);
        if (cell.IsBest)
            value = $"**{value}**";
        if (cell.Verdict.Sign is { Length: > 0 } sign)
            value += $" {sign}";
        return cell.Counts.Ok == cell.Counts.Total ? value : $"{value} ({cell.Counts.Ok} of {cell.Counts.Total})";
    }

    private static List<string> Cost(LeaderboardTable table, LeaderboardRow row) => row.Cost is not { } cost
        ? [.. table.Costs.Select(_ => NumberText.None)]
        :
        [
            .. cost.Values.Select(v => NumberText.Cost(v?.Median)
                + (v is { Varies: true } ? $" ({NumberText.Cost(v.Quartiles.Low)} to {NumberText.Cost(v.Quartiles.High)})" : "")),
        ];

    // Names come from the user; none may break the table or become markup.
    internal static string Escape(string name) => MarkdownText.Escape(name);
}
