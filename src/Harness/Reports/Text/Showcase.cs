using VisEval.Harness.Analysis;

namespace VisEval.Harness.Reports.Text;

/// <summary>The few numbers that stand for all where there is no room for all: a terminal, the first table of a report.</summary>
internal static class Showcase
{
    /// <summary>As many headline numbers as a table can have and still be read: with no more, all are shown.</summary>
    public const int Most = 12;

    // By family the best known, which other papers report; a family without any of them shows its first metric.
    private static readonly string[] Names =
    [
        "deletion", "insertion", "road", "sensitivity-n", "pointing-game", "energy-pointing-game", "relevance-rank",
        "cascading-randomization", "max-sensitivity", "sparseness", "completeness",
    ];

    // The unit of the cost that a reader asks for first.
    private const string Time = "milliseconds";

    /// <summary>The cost to show where there is room for one, by index: time, or the first where none is a time; null where there is
    /// none.</summary>
    public static int? Cost(LeaderboardTable table)
    {
        var times = table.Costs.Index().Where(c => c.Item.Scores[0].Name == Time).Select(c => c.Index);
        return table.Costs.Count == 0 ? null : times.FirstOrDefault();
    }

    /// <summary>The columns to show, by index, in the table's order.</summary>
    public static IReadOnlyList<int> Of(LeaderboardTable table)
    {
        var headlines = table.Numbers.Index().Where(n => n.Item.IsHeadline).ToList();
        if (headlines.Count <= Most)
            return [.. headlines.Select(h => h.Index)];
        var shown = headlines.Where(h => Names.Contains(h.Item.Metric.Name)).GroupBy(h => h.Item.Metric.Name)
            .Select(g => g.First()).ToList();
        var others = headlines.GroupBy(h => h.Item.Metric.Family)
            .Where(f => !shown.Any(s => s.Item.Metric.Family == f.Key)).Select(f => f.First());
        return [.. shown.Concat(others).Select(s => s.Index).Order()];
    }
}
