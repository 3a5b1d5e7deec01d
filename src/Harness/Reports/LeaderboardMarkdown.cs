using System.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports;

/// <summary>leaderboard.md: the tables for a terminal, a pull request or a README.</summary>
public static class LeaderboardMarkdown
{
    /// <summary>The file's text.</summary>
    public static string Render(RunResults results, Leaderboard leaderboard)
    {
        var info = results.Info;
        var text = new StringBuilder("# Leaderboard\n\n");
        text.Append($"VisEval {Escape(info.Version)}, preset {Escape(info.Preset)}, seed {NumberText.Exact(info.Seed)}.\n");
        if (leaderboard.Tables.Count == 0)
            text.Append("\nThe run has no results.\n");
        foreach (var table in leaderboard.Tables)
            Append(text, results, table);
        text.Append("\n## How to read it\n\n");
        foreach (var note in RunText.Notes)
            text.Append($"* {note}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, RunResults results, LeaderboardTable table)
    {
        text.Append($"\n## {Escape(table.Dataset)} · {Escape(table.ModelText)}\n\n");
        var predictions = results.Predictions
            .Where(p => p.Dataset == table.Dataset && (table.Model is null || p.Model == table.Model)).ToList();
        if (RunText.Accuracy(predictions) is { } accuracy)
            text.Append($"{RunText.Count(predictions.Select(p => p.Image).Distinct().Count(), "image")}; "
                + $"the top-1 class is among the labels in {NumberText.Percent(accuracy)} of the predictions.\n\n");

        List<string> cost = ["ms", "quartiles", "forwards", "backwards", "MB"];
        Table(text, table, n => n.IsHeadline, ["mean rank"], r => [NumberText.Rank(r.MeanRank)], cost, r => Cost(r.Cost));
        if (table.Numbers.All(n => n.IsHeadline))
            return;
        text.Append("\nFurther numbers of the same metrics:\n\n");
        Table(text, table, n => !n.IsHeadline, [], _ => [], [], _ => []);
    }

    private static void Table(
        StringBuilder text, LeaderboardTable table, Func<NumberInfo, bool> shown,
        List<string> before, Func<LeaderboardRow, List<string>> beforeOf,
        List<string> after, Func<LeaderboardRow, List<string>> afterOf)
    {
        var columns = table.Numbers.Index().Where(n => shown(n.Item)).ToList();
        List<string> head = ["method", .. before, .. columns.Select(c => $"{Escape(c.Item.Title)} {c.Item.Arrow}"), .. after];
        Line(text, head);
        Line(text, [.. head.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (var row in table.Rows)
            Line(text, [Name(row), .. beforeOf(row), .. columns.Select(c => Cell(row.Cells[c.Index])), .. afterOf(row)]);
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Name(LeaderboardRow row) => row.IsControl ? $"*{Escape(row.Method.Key)}* (control)" : Escape(row.Method.Key);

    private static string Cell(LeaderboardCell cell)
    {
        var value = NumberText.Score(cell.Mean);
        if (cell.IsBest)
            value = $"**{value}**";
        if (cell.BeatsRandom == false)
            value += " †";
        return cell.Counts.Ok == cell.Counts.Total ? value : $"{value} ({cell.Counts.Ok} of {cell.Counts.Total})";
    }

    private static List<string> Cost(Cost? cost) => cost is null
        ? [.. Enumerable.Repeat(NumberText.None, 5)]
        :
        [
            NumberText.Cost(cost.Milliseconds),
            $"{NumberText.Cost(cost.Quartiles.Low)} to {NumberText.Cost(cost.Quartiles.High)}",
            NumberText.Cost(cost.Forwards), NumberText.Cost(cost.Backwards), NumberText.Cost(cost.PeakMegabytes),
        ];

    // Names come from the user; none may break the table or become markup.
    private static string Escape(string name) => name.ReplaceLineEndings(" ")
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
