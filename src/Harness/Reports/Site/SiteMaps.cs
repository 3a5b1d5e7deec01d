using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Page;
using VisEval.Harness.Reports.Text;

namespace VisEval.Harness.Reports.Site;

/// <summary>The maps of a method in the bundles that hold some, without the pictures under them, which bundles do not hold.</summary>
internal static class SiteMaps
{
    /// <summary>The part of the method's page; nothing where no bundle holds maps of it.</summary>
    /// <param name="rows">The method in all bundles.</param>
    /// <param name="root">The way to the folder of the site.</param>
    public static Markup Render(IReadOnlyList<SiteRow> rows, string root)
    {
        var groups = rows.Select(r => (r.Bundle, r.Method.Key)).Distinct().SelectMany(r => Groups(r.Bundle, r.Key, root)).ToList();
        return groups.Count == 0
            ? Markup.Empty
            : Markup.Of($"""
                <h2>Maps</h2>
                <p class="note">Of the first images of a run, small and without the pictures, which bundles do not hold. Every map is scaled
                to its own range.</p>
                {groups}
                """);
    }

    private static IEnumerable<Markup> Groups(Results.Bundles.Bundle bundle, string key, string root) =>
        bundle.Results.Maps.Where(m => m.Method == key).GroupBy(m => (m.Dataset, m.Model)).Select(g => Markup.Of($"""
            <h3>{g.Key.Dataset} · {g.Key.Model} {SitePage.Hash(bundle, root)} {KeyText.Breakable(KeyText.Split(key).Options)}</h3>
            <div class="maps">{g.Select(m => Markup.Of($"""
            <figure>{MapTile.Alone(m)}<figcaption>{m.Image}<small>{RunText.ClassName(
                bundle.Results.Info, m.Dataset, m.Target)}</small></figcaption></figure>
            """))}</div>

            """));
}
