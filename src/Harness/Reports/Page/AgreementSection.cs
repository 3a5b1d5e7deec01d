using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>How far metrics agree about the order of the methods.</summary>
[ReportSection("agreement", 70, "Agreement of the metrics", Link = "Agreement")]
internal sealed class AgreementSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var panels = context.Metrics.Tables.Select(t => ($"{t.Dataset} · {t.Model}", Content: Panel(t, context.Charts)))
            .Where(p => p.Content != Markup.Empty).ToList();
        return panels.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <p class="note">Kendall's τ-b between the orders that two metrics give the methods: 1 the same (blue), 0 unrelated
                (white), −1 reversed (red). Metrics of one construct should agree; where they do not, one alone decides nothing. Intervals
                over images, by the bootstrap and for a look only, are below and in agreement.csv.</p>
                {Tabs.Of(panels)}
                """);
    }

    private static Markup Panel(MetricTable table, IReadOnlyList<Chart> charts) => Markup.Of($"""
        {Figures.Of(charts.Where(c => c.Kind == ChartKind.Agreement && c.Dataset == table.Dataset && c.Model == table.Model)
            .Select(c => c.Svg), "wide")}{Variants(table)}{Constructs(table)}
        """);

    private static Markup Variants(MetricTable table) =>
        Pairs("One metric, other dialects or options", table.Agreements.Where(a => a.AreVariants));

    // Those that share a vote: whether they agree decides what a vote means.
    private static Markup Constructs(MetricTable table) => Pairs(
        "Headline numbers of one construct",
        table.Agreements.Where(a => !a.AreVariants && a.First.IsHeadline && a.Second.IsHeadline
            && a.First.Metric.Construct is { } construct && construct == a.Second.Metric.Construct));

    private static Markup Pairs(string title, IEnumerable<Agreement> agreements)
    {
        var pairs = agreements.ToList();
        return pairs.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <h4>{title}</h4>
                {Scroll.Of(title, Markup.Of($"""
                <table>
                <thead><tr><th>metric</th><th>beside</th><th class="n">Kendall's τ-b</th>
                <th class="n">its interval<small>over images</small></th>
                <th class="n">pairs of methods in another order</th></tr></thead>
                <tbody>
                {pairs.Select(a => Markup.Of($"""
                <tr><td>{a.First.Title}</td><td>{a.Second.Title}</td>
                <td class="n">{(a.Tau.State.IsOk ? NumberText.Score(a.Tau.Value) : a.Tau.State.Text)}</td>
                {IntervalMarkup.Cell(a.Interval)}
                <td class="n">{a.Flips} of {a.Pairs}</td></tr>

                """))}</tbody></table>
                """))}
                """);
    }
}
