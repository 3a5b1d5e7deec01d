using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Charts;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>What becomes of maps while the weights are re-drawn, beside the maps of the methods that change most and least.</summary>
[ReportSection("sanity", 50, "Sanity: with randomized weights", Link = "Sanity")]
internal sealed class SanitySection : IReportSection
{
    private const string Family = "sanity";
    private const int MostCurves = 4;
    private const int MostMaps = 6;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => context.ByTable(t => Markup.Of($"""
        {Figures.Of(context.Drawings(t, ChartKind.Curves, m => m.Family == Family).Take(MostCurves))}{Maps(context, t)}
        """)).Under(Markup.Trusted("""
        <p class="note">The similarity of a map to its own map after more and more layers were re-drawn. A map that stays as it was does not
        show what the network has learned, however good it looks.</p>

        """));

    private static Markup Maps(ReportContext context, LeaderboardTable table)
    {
        var column = table.Numbers.Index().FirstOrDefault(n => n.Item is { IsHeadline: true, Metric.Family: Family });
        // Over all networks, the first of them shows its maps.
        var picture = context.Results.Pictures.FirstOrDefault(p => p.Dataset == table.Dataset && p.Model == (table.Model ?? p.Model));
        if (column.Item is null || picture is null)
            return Markup.Empty;
        var maps = context.Results.Maps.Where(m => m.Dataset == table.Dataset && m.Model == picture.Model && m.Image == picture.Image)
            .GroupBy(m => m.Method).ToDictionary(g => g.Key, g => g.First());
        var rows = table.Rows.Where(r => r.Cells[column.Index] is { Mean: not null, Rank: not null } && maps.ContainsKey(r.Method.Key))
            .OrderBy(r => r.Cells[column.Index].Rank).ToList();
        if (rows.Count < 2)
            return Markup.Empty;
        var count = Math.Min(MostMaps, rows.Count / 2);
        return Markup.Of($"""
            <h3>Maps that change most</h3>
            {Strip(rows.Take(count))}<h3>Maps that change least</h3>
            {Strip(rows.TakeLast(count))}<p class="note">By {column.Item.Title} {column.Item.Arrow}. The maps are those of the trained
            network ({picture.Model}), for image {picture.Image}.</p>

            """);

        Markup Strip(IEnumerable<LeaderboardRow> shown) => Markup.Of($"""
            <div class="tiles">{shown.Select(r => Tile(maps[r.Method.Key], r, r.Cells[column.Index]))}</div>

            """);
    }

    private static Markup Tile(MapRow map, LeaderboardRow row, LeaderboardCell cell) => Markup.Of($"""
        <figure class="cell">{MapTile.Alone(map)}<figcaption>{KeyText.Breakable(row.Method.Key)}
        <small>{NumberText.Score(cell.Mean)}</small></figcaption></figure>
        """);
}
