using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>One criterion of the heat map, and the numbers that stand behind it.</summary>
/// <param name="Index">Its place among the criteria.</param>
/// <param name="Title">A construct, or a family of metrics that has no vote.</param>
/// <param name="Unit">What its own column shows.</param>
/// <param name="Construct">The construct; null for a family.</param>
/// <param name="Numbers">The columns behind it, by index: the first number of every metric.</param>
internal sealed record BoardCriterion(int Index, string Title, string Unit, Construct? Construct, IReadOnlyList<int> Numbers)
{
    /// <summary>Those of a table: constructs, which vote, then families, which do not.</summary>
    public static IReadOnlyList<BoardCriterion> Of(LeaderboardTable table) =>
    [
        .. table.Numbers.Index().Where(n => n.Item.IsHeadline)
            .GroupBy(n => (n.Item.Metric.Construct, Family: n.Item.Metric.Construct is null ? n.Item.Metric.Family : ""))
            .OrderBy(g => g.Key.Construct is { } construct ? (int)construct : int.MaxValue)
            .Select((g, i) => new BoardCriterion(
                i, g.Key.Construct is { } construct ? RunText.Of(construct) : g.Key.Family,
                g.Key.Construct is null ? "% beaten" : "skill", g.Key.Construct, [.. g.Select(n => n.Index)])),
    ];

    /// <summary>What the criterion's own column shows of a method: its skill, or the mean share of methods and controls that it beats; null
    /// where it has none.</summary>
    public double? Of(LeaderboardTable table, LeaderboardRow row) => Construct is { } construct
        ? row.Skill?.Constructs.TryGetValue(construct, out var skill) == true ? skill : null
        : Numbers.Select(i => Beaten(table, row, i)).Average();

    /// <summary>The share of methods and controls that a method beats in a number, ties as half; null where it is not ranked by
    /// it.</summary>
    public static double? Beaten(LeaderboardTable table, LeaderboardRow row, int column)
    {
        if (row.Cells[column] is not { Mean: not null, Rank: { } rank })
            return null;
        // Over several networks the rank is normalised already.
        return 1 - (table.Model is null ? rank : NormalisedRank.Of(rank, table.Rows.Count(r => r.Cells[column].Rank is not null)));
    }
}
