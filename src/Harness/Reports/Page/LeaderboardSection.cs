using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The tables and the plots that belong to them, a tab for each dataset and model.</summary>
[ReportSection("leaderboard", 20, "Leaderboard")]
internal sealed class LeaderboardSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        if (context.Leaderboard.Tables.Count == 0)
            return Markup.Trusted("""<p class="note">The run has no results.</p>""");
        var styles = MethodStyle.For(context.Results.Info.Methods);
        return Markup.Of($"""
            <p class="note">Means with {MeasuredInterval.Level * 100} % intervals. <b>†</b> not shown to be better than every control
            and than the method's own maps of other images. Under each number: its interval and mean on the column's own scale, growing to the right; the
            red tick is <i>random</i>.
            Green: the best method. Amber: a control that is better than every method. Hatched rows are controls.</p>
            {Tabs.Of(context.Leaderboard.Tables.Select(t => ($"{t.Dataset} · {t.ModelText}", Panel(t, styles, context))))}
            """);
    }

    private static Markup Panel(LeaderboardTable table, IReadOnlyDictionary<string, MethodStyle> styles, ReportContext context)
    {
        var board = new BoardTable(table, styles, context.Metrics.Find(table.Dataset, table.Model));
        var shown = Showcase.Of(table);
        var own = context.Charts.Where(c => c.Dataset == table.Dataset && c.Model == table.Model && c.Kind != ChartKind.Agreement).ToList();
        // Curves of the metrics in the first table are here, the others in their files.
        var keys = shown.Select(i => table.Numbers[i].Metric.Key).ToHashSet();
        var here = own.Where(c => c.Metric is null || keys.Contains(c.Metric)).ToList();
        return Markup.Of($"""
            {board.RenderFirst(shown)}{RunText.Under(table).Select(sentence => Note(true, sentence))}{Families(table, board, shown)}{Note(
                here.Count < own.Count,
                $"The curves of {RunText.Count(own.Count - here.Count, "further metric")} are in the folder plots.")}<div class="charts">
            {here.Select(Figure)}</div>
            """);
    }

    private static Markup Figure(Chart chart) =>
        Markup.Of($"<figure{Markup.Trusted(chart.IsWide ? " class=\"wide\"" : "")}>{Markup.Trusted(chart.Svg)}</figure>\n");

    private static Markup Note(bool applies, string text) => Markup.When(applies, Markup.Of($"<p class=\"note\">{text}</p>\n"));

    // What the first table leaves out, by family: all its numbers, so that a family is read in one place.
    private static IEnumerable<Markup> Families(LeaderboardTable table, BoardTable board, IReadOnlyList<int> shown)
    {
        foreach (var family in table.Numbers.Index().GroupBy(n => n.Item.Metric.Family).Where(f => f.Any(n => !shown.Contains(n.Index))))
        {
            var metrics = family.Select(n => n.Item.Metric.Key).Distinct().Count();
            var title = $"{family.Key}: all {RunText.Count(family.Count(), "number")} of {RunText.Count(metrics, "metric")}";
            yield return Markup.Of(
                $"""
                <details><summary>{title}</summary>
                {board.RenderPlain([.. family.Select(n => n.Index)])}</details>

                """);
        }
    }
}
