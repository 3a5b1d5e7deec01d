using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Page;

/// <summary>The metrics themselves: whether the methods are better than random, whether other images would give the same order, and
/// what they cost.</summary>
[ReportSection("metrics", 75, "The metrics themselves", Link = "Metrics")]
internal sealed class MetricsSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var tables = context.Metrics.Tables.Where(t => t.Rows.Count > 0).ToList();
        return tables.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <p class="note">Separation: P(a method is better than the control <i>random</i>) − P(worse), from −1 to 1, with its
                {MeasuredInterval.Level * 100} % interval. <b>⌀</b> no significant difference between the methods and <i>random</i> on
                this data. Above, below: methods significantly better or worse than <i>random</i>. Reliability: how well other images would
                reproduce the order of the methods, with a bootstrap interval over images for a look only (below
                {OrderResamples.LeastImages} images there is none). Milliseconds and passes are means over the explanations scored.</p>
                {Tabs.Of(tables.Select(t => ($"{t.Dataset} · {t.Model}", Panel(t))))}
                """);
    }

    private static Markup Panel(MetricTable table) => Scroll.Of($"metrics on {table.Dataset}, {table.Model}", Markup.Of($"""
        <table class="board metrics">
        <thead><tr><th class="m" scope="col">{Sort("metric")}</th><th class="n" data-first="down">{Sort("separation")}</th><th>verdict</th>
        <th class="n">{Sort("above")}</th><th class="n">{Sort("below")}</th><th class="n">{Sort("methods")}</th>
        <th class="n">{Sort("images")}</th><th class="n" data-first="down">{Sort("reliability")}<small>of one half</small></th>
        <th class="n">{Sort("its interval")}</th>
        <th class="n">{Sort("ms")}</th><th class="n">{Sort("passes asked")}</th><th class="n">{Sort("passes run")}</th></tr></thead>
        <tbody>
        {table.Rows.Select(Row)}</tbody></table>
        """), "tall");

    private static Markup Sort(string title) => Markup.Of($"""<button type="button" class="sort">{title}</button>""");

    private static Markup Row(MetricRow row) => Markup.Of($"""
        <tr>{Name(row.Number)}{Separation(row)}
        <td>{(row.Verdict == MetricVerdict.CannotTell ? "⌀ " : "")}{RunText.Of(row.Verdict)}</td>
        {Count(row.Above)}{Count(row.Below)}{Count(row.Methods)}{Count(row.Images)}
        {Reliability(row)}{IntervalMarkup.Cell(row.ReliabilityInterval)}{Cost(row.Cost?.MillisecondsEach)}
        {Cost(row.Cost?.Each(row.Cost.Total.PassesAsked))}{Cost(row.Cost?.Each(row.Cost.Total.PassesRun))}</tr>

        """);

    private static Markup Name(NumberInfo number)
    {
        var family = number.Metric.Family + (number.IsHeadline ? "" : ", further number");
        return Markup.Of($"""
            <th class="m" scope="row" data-v="{number.Title}">{KeyText.Breakable(number.Title)} {number.Arrow}<small>{family}</small></th>
            """);
    }

    private static Markup Separation(MetricRow row)
    {
        if (row.Separation.Value is not { } value)
            return Markup.Of($"""<td class="n" data-v=""><small>{row.Separation.State.Text}</small></td>""");
        var (low, high) = row.Interval is { } interval ? (interval.Low, interval.High) : (value, value);
        var range = row.Interval is null ? Markup.Empty : Markup.Of($"<small>{NumberText.Score(low)} – {NumberText.Score(high)}</small>");
        var weak = row.Verdict is MetricVerdict.CannotTell or MetricVerdict.Reversed ? " weak" : "";
        var ends = Markup.Of($"""<i class="ci" style="left:{Percent(low)}%;right:{Percent(-high)}%"></i>""");
        var point = Markup.Of($"""<i class="at" style="left:{Percent(value)}%"></i>""");
        var bar = Markup.Of($"""<span class="bar"><i class="rnd" style="left:50%"></i>{ends}{point}</span>""");
        return Markup.Of($"""
            <td class="n{weak}" data-v="{NumberText.Exact(value)}"><b>{NumberText.Score(value)}</b>{bar}{range}</td>
            """);
    }

    private static Markup Reliability(MetricRow row)
    {
        if (row.Reliability.Value is not { } value)
            return Markup.Of($"""<td class="n" data-v=""><small>{row.Reliability.State.Text}</small></td>""");
        var half = NumberText.Score(row.SplitHalf.Value);
        return Markup.Of($"""
            <td class="n" data-v="{NumberText.Exact(value)}"><b>{NumberText.Score(value)}</b><small>{half}</small></td>
            """);
    }

    private static Markup Count(int value) => Markup.Of($"""<td class="n" data-v="{value}">{value}</td>""");

    private static Markup Cost(double? value) =>
        Markup.Of($"""<td class="n" data-v="{NumberText.Exact(value)}">{NumberText.Cost(value)}</td>""");

    private static string Percent(double value) => (50 + 46 * value).ToString("0.#", CultureInfo.InvariantCulture);
}
