using VisEval.Harness.Input;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Metrics;

namespace VisEval.Harness.Reports.Site;

/// <summary>The page of a method: its options, its numbers in every bundle, the oldest version first, and its maps.</summary>
internal static class MethodPage
{
    private const string Root = "../";

    /// <summary>The page.</summary>
    /// <param name="name">The method's name.</param>
    /// <param name="rows">Its rows in all bundles.</param>
    public static string Render(string name, IReadOnlyList<SiteRow> rows)
    {
        var method = rows[0].Method;
        return SitePage.Of($"{name} – VisEval leaderboard", Root, Markup.Of($"""
            <header><div>
            <h1>{name} <small>{(method.IsControl ? "control" : method.Family)}</small></h1>
            <p>{method.Paper}</p>
            <nav><a href="{Root}index.html">Leaderboard</a></nav>
            </div></header>
            <main>
            <h2>Options</h2>
            <dl>{rows.GroupBy(r => r.Method.Key).Select(Options)}</dl>
            <h2>Numbers by bundle</h2>
            <p class="note">The oldest version of VisEval first.</p>
            {rows.GroupBy(r => (r.Dataset, r.Network)).Select(History)}
            {SiteMaps.Render(rows, Root)}
            </main>
            """));
    }

    private static Markup Options(IGrouping<string, SiteRow> rows)
    {
        var bundles = rows.Select(r => r.Bundle).DistinctBy(b => b.Sha256);
        var options = KeyText.Split(rows.Key).Options;
        return Markup.Of($"""
            <dt>{(options.Length == 0 ? Markup.Of($"defaults") : KeyText.Breakable(options))}</dt>
            <dd>{bundles.Select(b => Markup.Of($"{SitePage.Hash(b, Root)} "))}</dd>

            """);
    }

    private static Markup History(IGrouping<(string Dataset, string Network), SiteRow> place)
    {
        var rows = place.OrderBy(r => r.Bundle.Results.Info.Version, ProgramVersion.Order).ToList();
        var numbers = rows.SelectMany(r => r.Numbers).GroupBy(n => n.Key).Select(g => g.First()).ToList();
        return Markup.Of($"""
            <h3>{place.Key.Dataset} · {place.Key.Network}</h3>
            <div class="scroll"><table class="sortable">
            <thead><tr>{SitePage.Head(Markup.Of($"bundle"), "m", false)}{SitePage.Head(Markup.Of($"VisEval"), "", false)}
            {SitePage.Head(Markup.Of($"options"), "", false)}{SitePage.Head(Markup.Of($"place"), "n", false)}
            {SitePage.Head(Markup.Of($"skill ↑"), "n", true)}
            {numbers.Select(n => SitePage.Head(
                Markup.Of($"{KeyText.Breakable(n.Key)} {n.Value.Info.Arrow}"), "n", n.Value.Info.Score.Direction == Direction.Higher))}
            {SitePage.Head(Markup.Of($"ms ↓"), "n", false)}</tr></thead>
            <tbody>
            {rows.Select(r => Markup.Of($"""
            <tr><th scope="row" class="m">{SitePage.Hash(r.Bundle, Root)}</th><td>{r.Bundle.Results.Info.Version}</td>
            <td>{KeyText.Breakable(KeyText.Split(r.Method.Key).Options)}</td>
            <td class="n" data-v="{r.Place}">{r.Place} of {r.Of}</td>
            <td class="n" data-v="{NumberText.Exact(r.Skill)}">{NumberText.Score(r.Skill)}</td>
            {numbers.Select(n => SitePage.Cell(r.Numbers.GetValueOrDefault(n.Key)))}
            <td class="n" data-v="{NumberText.Exact(r.Milliseconds)}">{NumberText.Cost(r.Milliseconds)}</td></tr>

            """))}</tbody></table></div>

            """);
    }
}
