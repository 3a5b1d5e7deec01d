using VisEval.Harness.Analysis.Samples;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Page;

/// <summary>How every number is defined, and where the methods come from.</summary>
[ReportSection("legend", 130, "How to read it")]
internal sealed class LegendSection : IReportSection
{
    /// <inheritdoc/>
    public Markup Render(ReportContext context)
    {
        var sources = context.Known.Sources;
        return Render(
            context.Results.Info, UnitMeanings.Of<IMetric>(sources).Concat(UnitMeanings.Of<ICostMetric>(sources)).ToDictionary(),
            UnitMeanings.Of<IAttributionMethod>(sources), context.Leaderboard.IsAgainstShuffled);
    }

    private static Markup Render(
        RunInfo info, IReadOnlyDictionary<string, string> metrics, IReadOnlyDictionary<string, string> methods,
        bool shuffled) => Markup.Of($"""
        <ul class="plain">
        {RunText.Notes(info.Rule, shuffled).Select(n => Markup.Of($"<li>{Code(n)}</li>\n"))}</ul>
        <h3>Numbers</h3>
        {Scroll.Of("the numbers", Markup.Of($"""
        <table>
        <thead><tr><th>metric and what it is</th><th>number</th><th>better</th><th>range</th>
        <th>family</th><th>ranks methods by</th><th>source</th></tr></thead>
        <tbody>
        {info.Metrics.SelectMany(m => m.Scores.Select((s, i) => Number(new NumberInfo(
            m with { Construct = info.Rule.ConstructOf(m) }, s, i == 0), metrics)))}</tbody></table>
        """))}<h3>Methods</h3>
        {Scroll.Of("the methods", Markup.Of($"""
        <table>
        <thead><tr><th>method and what it does</th><th>family</th><th>source</th></tr></thead>
        <tbody>
        {info.Methods.Select(m => Method(m, methods))}</tbody></table>
        """))}
        """);

    // Between two backticks stands code, as in Markdown.
    private static IEnumerable<Markup> Code(string note) =>
        note.Split('`').Select((part, i) => i % 2 == 0 ? Markup.Of($"{part}") : Markup.Of($"<code>{part}</code>"));

    private static Markup Meaning(IReadOnlyDictionary<string, string> meanings, string name) =>
        meanings.GetValueOrDefault(name, "") is { Length: > 0 } meaning ? Markup.Of($"<small>{meaning}</small>") : Markup.Empty;

    private static Markup Method(MethodInfo method, IReadOnlyDictionary<string, string> meanings) => Markup.Of($"""
        <tr><td>{KeyText.Breakable(method.Key)}{Meaning(meanings, method.Name)}</td><td>{method.Family}</td>
        <td>{Source(method.Paper)}</td></tr>

        """);

    private static Markup Number(NumberInfo number, IReadOnlyDictionary<string, string> meanings) => Markup.Of(
        $"""
        <tr><td>{KeyText.Breakable(number.Metric.Key)}{Markup.When(number.IsHeadline, Meaning(meanings, number.Metric.Name))}</td>
        <td>{number.Score.Name}</td>
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
