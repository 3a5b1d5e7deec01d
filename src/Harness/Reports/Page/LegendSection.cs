using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>How every number is defined, and where the methods come from.</summary>
[ReportSection("legend", 80, "How to read it")]
internal sealed class LegendSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context) => Render(context.Results.Info);

    private static Markup Render(RunInfo info) => Markup.Of($"""
        <ul class="plain">
        {RunText.Notes.Select(n => Markup.Of($"<li>{Code(n)}</li>\n"))}</ul>
        <h3>Numbers</h3>
        <div class="scroll"><table>
        <thead><tr><th>metric</th><th>number</th><th>better</th><th>range</th>
        <th>family</th><th>ranks methods by</th><th>source</th></tr></thead>
        <tbody>
        {info.Metrics.SelectMany(m => m.Scores.Select((s, i) => Number(new NumberInfo(m, s, i == 0))))}</tbody></table></div>
        <h3>Methods</h3>
        <div class="scroll"><table>
        <thead><tr><th>method</th><th>family</th><th>source</th></tr></thead>
        <tbody>
        {info.Methods.Select(Method)}</tbody></table></div>

        """);

    // Between two backticks stands code, as in Markdown.
    private static IEnumerable<Markup> Code(string note) =>
        note.Split('`').Select((part, i) => i % 2 == 0 ? Markup.Of($"{part}") : Markup.Of($"<code>{part}</code>"));

    private static Markup Method(MethodInfo method) =>
        Markup.Of($"<tr><td>{method.Key}</td><td>{method.Family}</td><td>{Source(method.Paper)}</td></tr>\n");

    private static Markup Number(NumberInfo number) => Markup.Of(
        $"""
        <tr><td>{number.Metric.Key}</td><td>{number.Score.Name}</td>
        <td>{Better(number.Score)}</td><td>{Range(number.Score)}</td>
        <td>{number.Metric.Family}</td><td>{Vote(number)}</td><td>{Source(number.Metric.Paper)}</td></tr>

        """);

    private static string Vote(NumberInfo number) =>
        number is { IsHeadline: true, Score.DependsOnScale: false, Metric.Construct: { } construct }
            ? RunText.Of(construct)
            : NumberText.None;

    private static string Better(ScoreInfo score) =>
        $"{score.Arrow} {(score.Ideal is not null ? "nearest" : score.Direction == Direction.Higher ? "higher" : "lower")}"
        + (score.DependsOnScale ? "; not ranked: it depends on the map's unit" : "");

    private static string Range(ScoreInfo score) =>
        (double.IsFinite(score.Minimum) ? "[" + NumberText.Cost(score.Minimum) : "(−∞") + ", "
        + (double.IsFinite(score.Maximum) ? NumberText.Cost(score.Maximum) + "]" : "∞)");

    private static string Source(string paper) => paper.Length == 0 ? NumberText.None : paper;
}
