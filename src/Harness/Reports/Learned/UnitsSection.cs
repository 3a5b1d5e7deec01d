using VisEval.Core;
using VisEval.Harness.Analysis.Visualizations;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Visualizations;
using VisEval.Metrics.Visualization;
using VisEval.Methods;

namespace VisEval.Harness.Reports.Learned;

/// <summary>What units of the networks respond to: pictures of visualizers beside natural ones and controls, and their numbers.</summary>
[ReportSection("units", 82, "What units respond to", Link = "Units")]
internal sealed class UnitsSection : IReportSection
{
    /// <summary>The bytes of all pictures, shared equally among the networks.</summary>
    internal const int Budget = 1_500_000;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => Render(context.Results, Budget, context.Known.Sources);

    internal static Markup Render(RunResults results, int budget, UnitSources sources)
    {
        var shown = results.Visualizations.Where(v => v.Pictures.Count > 0 || v.Scores is not null).ToList();
        return shown.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <p class="note">A row a unit of the network, a column a visualizer: natural pictures first, then pictures made for the unit,
                then controls, which are not made for it. Below a picture stands the unit's response to it: of a class the logit, of a
                channel the mean over its places. Click a picture to see it large.</p>
                {Markup.When(shown.Any(HasControls), Switch)}
                {Tabs.Of(shown.Select(v => ($"{v.Dataset} · {v.Model}", Panel(results, v, budget / shown.Count))))}
                {Legend(shown, sources)}
                <dialog class="look seen" aria-label="pictures of a unit"><form method="dialog"><button aria-label="close">×</button></form>
                <div></div></dialog>

                """);
    }

    private static Markup Switch { get; } = Markup.Trusted("""
        <div class="filters" role="group" aria-label="which visualizers are shown">
        <label><input type="checkbox" data-filter="control" checked> controls</label></div>
        """);

    private static bool HasControls(NetworkVisualizations shown) => shown.Pictures.Any(p => p.IsControl);

    private static Markup Panel(RunResults results, NetworkVisualizations shown, int budget)
    {
        var summary = shown.Scores is { } scores ? PictureSummary.Of(scores, Seed.Of(results.Info.Seed)) : [];
        return Markup.Of($"""
            {Markup.When(shown.Pictures.Count > 0, new UnitGrid(results, shown).Render(budget))}
            {Markup.When(summary.Count > 0, Heading)}
            {new UnitScores($"scores of visualizers on {shown.Model}", summary).Render()}{Failures(shown.Scores)}
            """);
    }

    private static Markup Heading { get; } = Markup.Of($"""
        <h4>Scores of the visualizers</h4>
        <p class="note">Means over units with their 95 % interval; the upright line is what pictures get that say nothing. Better, worse:
        than a control on the same units, at {100 * PictureSummary.Alpha} %, corrected over all visualizers and controls (Holm).</p>

        """);

    private static Markup Failures(PictureScores? scores) => Markup.When(scores is { Failures.Count: > 0 }, Markup.Of($"""
        <ul class="plain">{scores?.Failures.Select(f => Markup.Of($"<li>{f}</li>\n")) ?? []}</ul>

        """));

    private static Markup Legend(IReadOnlyList<NetworkVisualizations> shown, UnitSources sources)
    {
        var names = shown.SelectMany(v => v.Pictures.Select(p => p.Visualizer)).Distinct()
            .Select(v => (Key: v, Meaning: Meaning<IFeatureVisualizer>(KeyText.Split(v).Name, sources))).ToList();
        var metrics = shown.SelectMany(v => v.Scores?.Metrics ?? []).DistinctBy(m => m.Key)
            .Select(m => (m.Key, Meaning: Meaning<IVisualizationMetric>(m.Name, sources)));
        return Markup.Of($"""
            <details><summary>what the visualizers and their numbers are</summary>
            <dl>{names.Concat(metrics).Select(n => Markup.Of($"<dt>{KeyText.Breakable(n.Key)}</dt><dd>{n.Meaning}</dd>\n"))}</dl></details>

            """);
    }

    // After @ stands a dialect of the name before it.
    private static string Meaning<T>(string name, UnitSources sources) where T : class
    {
        var own = name.Split('@')[0];
        var (meanings, remarks) = (UnitMeanings.Of<T>(sources), UnitMeanings.RemarksOf<T>(sources));
        return $"{meanings.GetValueOrDefault(own, "")} {remarks.GetValueOrDefault(own, "")}".Trim();
    }
}
