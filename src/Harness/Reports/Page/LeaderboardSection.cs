using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The heat maps of methods and criteria, a tab for each dataset and network.</summary>
[ReportSection("leaderboard", 20, "Leaderboard")]
internal sealed class LeaderboardSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context.Leaderboard.Tables.Count == 0
        ? Markup.Trusted("""<p class="note">The run has no results.</p>""")
        : Markup.Of($"""
            <p class="note">The stronger the colour, the better: {Bar}, grey where a criterion has no vote. <b>skill</b> 0 as good as the
            best control, 1 the best attainable; <b>% beaten</b> the mean share of methods and controls that a method is better than.
            <b>=</b> not shown to differ from the first. <b>†</b> not shown to be better than
            {RunText.Nulls(context.Leaderboard.IsAgainstShuffled)}, <b>‡</b> worse than all of them, <b>?</b> too few images to
            tell. Click a head to sort, “metrics” to open a criterion.</p>
            {Filters.Of(context.Leaderboard)}
            {Tabs.Of(context.Leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Panel(t, context))))}
            """);

    private static Markup Bar { get; } = Markup.Trusted("""<span class="ramp" role="img" aria-label="from pale to strong"></span>""");

    private static Markup Panel(LeaderboardTable table, ReportContext context)
    {
        var board = new BoardTable(table, context.Metrics.Find(table.Dataset, table.Model));
        return Markup.Of($"""
            {board.Render()}{RunText.Under(table).Select(s => Markup.Of($"<p class=\"note\">{s}</p>\n"))}{Below(table, board, context)}
            """);
    }

    private static IEnumerable<Markup> Below(LeaderboardTable table, BoardTable board, ReportContext context) =>
        [Critical(table, context), .. Further(table, board)];

    private static Markup Critical(LeaderboardTable table, ReportContext context)
    {
        var drawings = context.Drawings(table, ChartKind.CriticalDifference).ToList();
        return drawings.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <details><summary>critical-difference diagram</summary>
                <p class="note">Mean ranks over images; a bar joins methods that differ by less than the critical difference of Nemenyi
                (Demšar, JMLR 2006). An illustration only: the difference depends on which other methods are there, and the places
                above come from other tests.</p>
                {Figures.Of(drawings)}</details>

                """);
    }

    // The numbers of a metric beyond its first, by family.
    private static IEnumerable<Markup> Further(LeaderboardTable table, BoardTable board)
    {
        foreach (var family in table.Numbers.Index().Where(n => !n.Item.IsHeadline).GroupBy(n => n.Item.Metric.Family))
        {
            var title = $"{family.Key}: {RunText.Count(family.Count(), "further number")}";
            yield return Markup.Of(
                $"""
                <details><summary>{title}</summary>
                {board.RenderPlain(title, [.. family.Select(n => n.Index)])}</details>

                """);
        }
    }
}
