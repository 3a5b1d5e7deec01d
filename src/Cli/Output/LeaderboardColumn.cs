using System.Text.RegularExpressions;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Cli.Output;

/// <summary>A column of the leaderboard on the terminal.</summary>
/// <param name="Title">What it is, for the sentence that names what was left out.</param>
/// <param name="Heading">The title in short lines.</param>
/// <param name="TextOf">What stands in the row of a method.</param>
/// <param name="IsBest">Whether that is the best.</param>
/// <param name="Width">The widest line.</param>
/// <param name="Expendability">0: always shown; the larger, the sooner it is left out.</param>
/// <param name="IsText">Whether it is aligned left.</param>
internal sealed partial record LeaderboardColumn(
    string Title, IReadOnlyList<string> Heading, Func<LeaderboardRow, string> TextOf, Func<LeaderboardRow, bool> IsBest,
    int Width, int Expendability, bool IsText = false)
{
    private const int Longest = 10;

    /// <summary>Method, skill, place, a few headline numbers of every family, and the cost.</summary>
    public static IReadOnlyList<LeaderboardColumn> Of(LeaderboardTable table)
    {
        var (shown, cost) = (Showcase.Of(table), Showcase.Cost(table));
        return
        [
            Make(table, "method", "", r => Marked(table, r), null, 0) with { IsText = true },
            Make(table, "skill", "↑", r => NumberText.Score(r.Skill?.Value), null, 0),
            Make(table, "place", "", r => r.Standing is null ? NumberText.None : RunText.Place(r), null, 0),
            // The further right in a family, the sooner a column is left out, so that every family keeps its first.
            .. shown.Select(i => (Index: i, Number: table.Numbers[i])).GroupBy(n => n.Number.Metric.Family)
                .SelectMany(family => family.Select((n, place) => Make(
                    table, MetricName(table, n.Number.Metric), n.Number.Arrow, r => Score(r.Cells[n.Index]), r => r.Cells[n.Index].IsBest,
                    1 + place))),
            .. table.Costs.Select((c, i) => Make(
                table, c.Key, "", r => NumberText.Cost(r.Cost?.Values[i]?.Median), null, i == cost ? 0 : 10 + i)),
        ];
    }

    /// <summary>How many metrics have no column even on the widest terminal.</summary>
    public static int Others(LeaderboardTable table) => table.Numbers.Count(n => n.IsHeadline) - Showcase.Of(table).Count;

    /// <summary>The units whose options are not their defaults, in full: in the table they have their bare names where that is
    /// clear.</summary>
    public static IReadOnlyList<string> Shortened(LeaderboardTable table) =>
    [
        .. table.Rows.Where(r => ShortName.Of(table, r) != r.Method.Key).Select(r => r.Method.Key),
        .. Showcase.Of(table).Select(i => table.Numbers[i]).Where(n => MetricName(table, n.Metric) != n.Metric.Key)
            .Select(n => n.Metric.Key),
    ];

    private static string Marked(LeaderboardTable table, LeaderboardRow row) =>
        (row.IsControl ? $"[{ShortName.Of(table, row)}]" : ShortName.Of(table, row)) + (table.IsUneven && table.IsPartial(row) ? "°" : "");

    private static string MetricName(LeaderboardTable table, MetricInfo metric) =>
        table.Numbers.Count(n => n.IsHeadline && n.Metric.Name == metric.Name) == 1 ? metric.Name : metric.Key;

    private static LeaderboardColumn Make(
        LeaderboardTable table, string title, string arrow, Func<LeaderboardRow, string> textOf, Func<LeaderboardRow, bool>? isBest,
        int expendability)
    {
        List<string> heading = [.. Lines(title), .. arrow.Length > 0 ? new[] { arrow } : []];
        var width = heading.Concat(table.Rows.Select(textOf)).Max(line => line.Length);
        return new LeaderboardColumn(title, heading, textOf, isBest ?? (_ => false), width, expendability);
    }

    // One place behind the number is kept for a mark, so that the points stand under each other.
    private static string Score(LeaderboardCell cell) =>
        NumberText.Score(cell.Mean) + (cell.Verdict.Sign is { Length: > 0 } sign ? sign : cell.IsBest ? "*" : " ");

    /// <summary>A title in lines of at most ten letters: broken behind hyphens and punctuation, long words also inside.</summary>
    public static IReadOnlyList<string> Lines(string title) => [.. Words().Matches(title).SelectMany(word => Broken(word.Value))];

    private static IEnumerable<string> Broken(string word)
    {
        for (; word.Length > Longest; word = word[(Longest - 1)..])
            yield return word[..(Longest - 1)] + "-";
        yield return word;
    }

    [GeneratedRegex(@"[^\s\-:,@]+[\-:,@]?")]
    private static partial Regex Words();
}
