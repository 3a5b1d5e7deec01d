using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;

namespace VisEval.Harness.Reports.Page;

/// <summary>What becomes of maps while the weights are re-drawn: the curves, and the maps themselves.</summary>
[ReportSection("sanity", 50, "Sanity: with randomized weights", Link = "Sanity")]
internal sealed class SanitySection : IReportSection
{
    /// <summary>The family of the metrics that it shows.</summary>
    internal const string Family = "sanity";

    private const int MostCurves = 4;

    // The bytes of all maps of the section, shared equally among the networks.
    private const int Budget = 1_500_000;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context.ByTable(t => Markup.Join(
    [
        Figures.Of(context.Drawings(t, ChartKind.Curves, m => m.Family == Family).Take(MostCurves)),
        RandomizedStrips.Render(context.Results, t, Budget / context.Leaderboard.Tables.Count),
    ])).Under(Markup.Trusted("""
        <p class="note">The similarity of a map to its own map after more and more layers were re-drawn. A map that stays as it was does not
        show what the network has learned, however good it looks.</p>

        """));
}
