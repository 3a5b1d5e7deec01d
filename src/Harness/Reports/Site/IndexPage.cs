using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results.Bundles;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Site;

/// <summary>index.html: every method of every bundle in one table that is sorted and filtered, and what is known of the bundles.</summary>
internal static class IndexPage
{
    /// <summary>The page.</summary>
    /// <param name="bundles">The bundles.</param>
    /// <param name="rows">Their rows.</param>
    /// <param name="pages">The page of a method by its name.</param>
    public static string Render(IReadOnlyList<Bundle> bundles, IReadOnlyList<SiteRow> rows, IReadOnlyDictionary<string, string> pages)
    {
        var numbers = rows.SelectMany(r => r.Numbers).GroupBy(n => n.Key).Select(g => g.First()).ToList();
        return SitePage.Of("VisEval leaderboard", "", Markup.Of($"""
            <header><div>
            <h1>VisEval <small>leaderboard</small></h1>
            <p>Visualization methods of image classifiers: {RunText.Count(rows.Select(r => r.Method.Name).Distinct().Count(), "method")},
            {RunText.Count(bundles.Count, "bundle")}. Each row names the bundle its numbers come from: <code>viseval verify BUNDLE</code>
            recomputes them.</p>
            </div></header>
            <main>
            <p class="note">Skill: 0 as good as the best control, 1 the best there can be. A metric can be
            compared between bundles where dataset, network and options are the same. Small: 95 % intervals. Italic: asks no model.</p>
            <form class="filters" aria-label="Filter">
            <label>search <input type="search" data-filter="text"></label>
            {Filter("family", rows.Select(r => r.Method.Family))}{Filter("network", rows.Select(r => r.Network))}
            {Filter("dataset", rows.Select(r => r.Dataset))}{Filter("version", rows.Select(r => r.Bundle.Results.Info.Version))}
            <label>metric <select data-metric><option value="">all</option>
            {numbers.Index().Select(n => Markup.Of($"<option value=\"k{n.Index}\">{n.Item.Key}</option>\n"))}</select></label>
            <output aria-live="polite"></output>
            </form>
            <div class="scroll"><table class="sortable">
            <thead><tr>{SitePage.Head(Markup.Of($"method"), "m", false)}{SitePage.Head(Markup.Of($"dataset"), "", false)}
            {SitePage.Head(Markup.Of($"network"), "", false)}{SitePage.Head(Markup.Of($"bundle"), "", false)}
            {SitePage.Head(Markup.Of($"VisEval"), "", false)}{SitePage.Head(Markup.Of($"skill ↑"), "n", false)}
            {numbers.Index().Select(n => Head(n.Item.Value, n.Index))}{SitePage.Head(Markup.Of($"ms ↓"), "n", false)}</tr></thead>
            <tbody>
            {rows.Select(r => Row(r, numbers, pages))}</tbody></table></div>
            <h2>Bundles</h2>
            {bundles.Select(BundleCard.Render)}
            </main>
            """));
    }

    private static Markup Filter(string name, IEnumerable<string> values) => Markup.Of($"""
        <label>{name} <select data-filter="{name}"><option value="">all</option>
        {values.Distinct().Order(StringComparer.Ordinal).Select(v => Markup.Of($"<option value=\"{v}\">{v}</option>\n"))}</select></label>
        """);

    private static Markup Head(SiteNumber number, int place) => SitePage.Head(
        Markup.Of($"{KeyText.Breakable(number.Info.Title)} {number.Info.Arrow}<small>{number.Info.Metric.Family}</small>"), $"n k k{place}",
        number.Info.Score.Ideal is null && number.Info.Score.Direction == Direction.Higher);

    private static Markup Row(
        SiteRow row, List<KeyValuePair<string, SiteNumber>> numbers, IReadOnlyDictionary<string, string> pages)
    {
        var (name, options) = KeyText.Split(row.Method.Key);
        var version = row.Bundle.Results.Info.Version;
        var under = Markup.Of($"<small>{(row.Method.IsControl ? "control" : row.Method.Family)} {KeyText.Breakable(options)}</small>");
        var facts = Markup.Of(
            $"""data-family="{row.Method.Family}" data-network="{row.Network}" data-dataset="{row.Dataset}" data-version="{version}" """);
        var link = Markup.Of($"""<a href="{SiteWriter.Methods}/{pages[row.Method.Name]}">{name}</a>""");
        return Markup.Of($"""
            <tr {facts}{Markup.Trusted(row.Method.IsControl ? "class=\"control\"" : "")}><th scope="row" class="m">{link}{under}</th>
            <td>{row.Dataset}</td><td>{row.Network}</td><td>{SitePage.Hash(row.Bundle, "")}</td><td>{version}</td>
            <td class="n" data-v="{NumberText.Exact(row.Skill)}" title="place {row.Place} of {row.Of}">{NumberText.Score(row.Skill)}</td>
            {numbers.Select((n, i) => SitePage.Cell(row.Numbers.GetValueOrDefault(n.Key), $"k k{i}"))}
            <td class="n" data-v="{NumberText.Exact(row.Milliseconds)}">{NumberText.Cost(row.Milliseconds)}</td></tr>

            """);
    }
}
