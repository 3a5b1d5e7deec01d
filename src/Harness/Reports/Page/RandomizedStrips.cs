using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>A strip a method: its map of one image on the trained network, then with more and more layers re-drawn.</summary>
internal static class RandomizedStrips
{
    private const int Side = 64;

    // Where a run kept no maps under randomized weights, the gallery shows the others already.
    private const int MostOfTrained = 12;

    private sealed record Strip(LeaderboardRow Row, Markup Markup);

    /// <summary>The strips of one image, those whose maps change most first; nothing where no sanity metric ranks the methods.</summary>
    /// <param name="results">The run.</param>
    /// <param name="table">The methods; over all networks, the first of them shows its maps.</param>
    /// <param name="budget">The bytes of the pictures; where they do not suffice, the middle is left out.</param>
    public static Markup Render(RunResults results, LeaderboardTable table, int budget)
    {
        var column = table.Numbers.Index().FirstOrDefault(n => n.Item is { IsHeadline: true, Metric.Family: SanitySection.Family });
        var shown = results.Maps.FirstOrDefault(m => m.Dataset == table.Dataset && m.Model == (table.Model ?? m.Model));
        if (column.Item is null || shown is null)
            return Markup.Empty;
        bool Has(MapRow m) => (m.Dataset, m.Model, m.Image, m.Target) == (shown.Dataset, shown.Model, shown.Image, shown.Target);
        var trained = results.Maps.Where(Has).GroupBy(m => m.Method).ToDictionary(g => g.Key, g => g.First());
        var stages = results.Randomized.Where(r => Has(r.Map)).GroupBy(r => (r.IsCascade, r.Network.Draw))
            .OrderByDescending(g => g.Key.IsCascade).FirstOrDefault()?.ToLookup(r => r.Map.Method);
        var rows = table.Rows.Where(r => trained.ContainsKey(r.Method.Key) && stages?.Contains(r.Method.Key) != false)
            .OrderBy(r => r.Cells[column.Index].Rank ?? double.PositiveInfinity).ToList();
        if (rows.Count(r => r.Cells[column.Index] is { Mean: not null, Rank: not null }) < 2)
            return Markup.Empty;
        var drawn = Within(
            stages is null ? MostOfTrained : rows.Count, budget,
            rows.Select(r => new Strip(r, Of(r, column.Index, trained[r.Method.Key], stages?[r.Method.Key] ?? []))).ToList());
        return Markup.Of($"""
            <h3>Maps with randomized weights</h3>
            <p class="note">Image {shown.Image}, class {RunText.ClassName(results.Info, shown.Dataset, shown.Target)}, network
            {shown.Model}:
            {(stages is null ? "trained only, because this run kept no maps under randomized weights" : "trained, then re-drawn")}. By
            {column.Item.Title} {column.Item.Arrow}, which stands at each method: maps that change most come first, those without a
            number last{(drawn.Count < rows.Count ? $"; {drawn.Count} of {rows.Count} methods, from both ends" : "")}. Every map is
            scaled to its own range: {MapTile.ScaleBar}.</p>
            <div class="strips">{drawn.Select(s => s.Markup)}</div>

            """);
    }

    // From both ends towards the middle, in the old order.
    private static List<Strip> Within(int most, int budget, List<Strip> strips)
    {
        var (taken, bytes) = (new HashSet<Strip>(), 0);
        foreach (var i in Enumerable.Range(0, strips.Count))
        {
            var next = strips[i % 2 == 0 ? i / 2 : strips.Count - 1 - i / 2];
            bytes += next.Markup.Source.Length;
            if (taken.Count >= most || (taken.Count > 0 && bytes > budget))
                break;
            taken.Add(next);
        }
        return [.. strips.Where(taken.Contains)];
    }

    private static Markup Of(LeaderboardRow row, int column, MapRow trained, IEnumerable<RandomizedMap> stages) => Markup.Of($"""
        <figure class="strip" data-m="{row.Method.Key}" data-f="{(row.IsControl ? "" : row.Method.Family)}"
        data-g="{BoardTable.Group(row)}"><figcaption>{KeyText.Breakable(row.Method.Key)}
        <small>{NumberText.Score(row.Cells[column].Mean)}</small></figcaption>
        <div>{Tile(trained, "trained")}{stages.Select(s => Tile(s.Map, Depth(s)))}</div></figure>

        """);

    private static Markup Tile(MapRow map, string label) => Markup.Of($"""
        <span>{MapTile.Alone(map, Side)}<small>{label}</small></span>
        """);

    /// <summary>Which layers were re-drawn, for people.</summary>
    internal static string Depth(RandomizedMap map) => map switch
    {
        { Network: { First: 0, Count: var count }, Layers: var layers } when count == layers => $"all {layers}",
        { Network: { First: 0, Count: var count } } => $"last {count}/{map.Layers}",
        { Network: { First: var first, Count: var count } } when first + count == map.Layers => $"first {count}/{map.Layers}",
        _ => $"layer {map.Layers - map.Network.First}/{map.Layers}",
    };
}
