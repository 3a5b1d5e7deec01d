using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>Every heat map over its picture, image by image; a click on one shows it large, with its numbers and curves.</summary>
[ReportSection("gallery", 80, "Gallery")]
internal sealed class GallerySection : IReportSection
{
    /// <summary>The bytes of all pictures of a page, shared equally among its networks.</summary>
    internal const int Budget = 3_500_000;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) =>
        context.NotKept(Discard.Maps | Discard.Pictures) ?? Render(context.Results, context.Leaderboard, Budget);

    internal static Markup Render(RunResults results, Leaderboard leaderboard, int budget)
    {
        var tables = leaderboard.Tables.Where(t => t.Model is not null)
            .Where(t => results.Pictures.Any(p => p.Dataset == t.Dataset && p.Model == t.Model)).ToList();
        if (tables.Count == 0)
            return Markup.Empty;
        var methods = tables.SelectMany(t => t.Rows).Select(r => r.Method.Key).Distinct();
        return Markup.Of($"""
            <p class="note">Methods in the order of the leaderboard. Every map is scaled to its own range, from its lowest value (negative
            ones count as none) to its highest: {MapTile.ScaleBar}. Click a map for its numbers and curves.</p>
            {Filters.Of(leaderboard)}
            <div class="filters"><label class="slider">strength of the maps <input type="range" min="0" max="100" value="60"></label>
            <label>compare <select data-filter="one"><option value="">all methods on an image</option>
            {methods.Select(m => Markup.Of($"<option value=\"{m}\">{m} on all images</option>"))}</select></label></div>
            {Tabs.Of(tables.Select((t, i) =>
                ($"{t.Dataset} · {t.ModelText}", new GalleryPanel(results, t, i).Render(budget / tables.Count))))}
            <dialog class="look" aria-label="a map with its numbers"><form method="dialog"><button aria-label="close">×</button></form>
            <div></div></dialog>

            """);
    }
}
