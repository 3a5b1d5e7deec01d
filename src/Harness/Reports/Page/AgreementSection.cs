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
                (white), −1 reversed (red). Metrics of one construct should agree; where they do not, one alone decides nothing.</p>
                {Tabs.Of(panels)}
                """);
    }

    private static Markup Panel(MetricTable table, IReadOnlyList<Chart> charts) => Markup.Of($"""
        {Figures.Of(charts.Where(c => c.Kind == ChartKind.Agreement && c.Dataset == table.Dataset && c.Model == table.Model)
            .Select(c => c.Svg), "wide")}{Variants(table)}
        """);

    private static Markup Variants(MetricTable table)
    {
        var variants = table.Agreements.Where(a => a.AreVariants).ToList();
        return variants.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <h4>One metric, other dialects or options</h4>
                {Scroll.Of("agreement of the variants of a metric", Markup.Of($"""
                <table>
                <thead><tr><th>metric</th><th>beside</th><th class="n">Kendall's τ-b</th>
                <th class="n">pairs of methods in another order</th></tr></thead>
                <tbody>
                {variants.Select(a => Markup.Of($"""
                <tr><td>{a.First.Title}</td><td>{a.Second.Title}</td>
                <td class="n">{(a.Tau.State.IsOk ? NumberText.Score(a.Tau.Value) : a.Tau.State.Text)}</td>
                <td class="n">{a.Flips} of {a.Pairs}</td></tr>

                """))}</tbody></table>
                """))}
                """);
    }
}
