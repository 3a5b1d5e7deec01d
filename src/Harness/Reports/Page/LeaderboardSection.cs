using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>The tables and the plots that belong to them, a tab for each dataset and model.</summary>
internal static class LeaderboardSection
{
    public static Markup Render(RunResults results, Leaderboard leaderboard, MetricBoard metrics, IReadOnlyList<Chart> charts)
    {
        if (leaderboard.Tables.Count == 0)
            return Markup.Trusted("""<h2 id="leaderboard">Leaderboard</h2><p class="note">The run has no results.</p>""");
        var styles = MethodStyle.For(results.Info.Methods);
        return Markup.Of($"""
            <h2 id="leaderboard">Leaderboard</h2>
            <p class="note">Means with {Leaderboard.Level * 100} % intervals. <b>†</b> not better than the control <i>random</i> (paired by image).
            Under each number: its interval and mean on the column's own scale, growing to the right; the red tick is <i>random</i>.
            Green: the best method. Amber: a control that is better than every method. Hatched rows are controls.</p>
            {Tabs.Of(leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Panel(t, styles, metrics, charts))))}
            """);
    }

    private static Markup Panel(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles, MetricBoard metrics, IReadOnlyList<Chart> charts)
    {
        var board = new BoardTable(table, styles, metrics.Find(table.Dataset, table.Model));
        var shown = Showcase.Of(table);
        var own = charts.Where(c => c.Dataset == table.Dataset && c.Model == table.Model && c.Kind != ChartKind.Agreement).ToList();
        // Curves of the metrics in the first table are here, the others in their files.
        var keys = shown.Select(i => table.Numbers[i].Metric.Key).ToHashSet();
        var here = own.Where(c => c.Metric is null || keys.Contains(c.Metric)).ToList();
        return Markup.Of($"""
            {board.RenderFirst(shown)}{Markup.When(table.Model is null, Markup.Of($"<p class=\"note\">{RunText.Under(table)}</p>\n"))}{Families(table, board, shown)}{Markup.When(here.Count < own.Count, Markup.Of($"<p class=\"note\">The curves of {RunText.Count(own.Count - here.Count, "further metric")} are in the folder plots.</p>\n"))}<div class="charts">
            {here.Select(c => Markup.Of($"<figure{Markup.Trusted(c.IsWide ? " class=\"wide\"" : "")}>{Markup.Trusted(c.Svg)}</figure>\n"))}</div>
            """);
    }

    // What the first table leaves out, by family: all its numbers, so that a family is read in one place.
    private static IEnumerable<Markup> Families(LeaderboardTable table, BoardTable board, IReadOnlyList<int> shown)
    {
        foreach (var family in table.Numbers.Index().GroupBy(n => n.Item.Metric.Family).Where(f => f.Any(n => !shown.Contains(n.Index))))
        {
            var metrics = family.Select(n => n.Item.Metric.Key).Distinct().Count();
            yield return Markup.Of(
                $"""<details><summary>{family.Key}: all {RunText.Count(family.Count(), "number")} of {RunText.Count(metrics, "metric")}</summary>{board.RenderPlain([.. family.Select(n => n.Index)])}</details>{"\n"}""");
        }
    }
}
