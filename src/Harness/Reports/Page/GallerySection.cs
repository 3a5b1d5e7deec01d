using System.Globalization;
using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Contracts;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>Images down, methods across: every heatmap over its picture.</summary>
[ReportSection("gallery", 30, "Gallery")]
internal sealed class GallerySection : IReportSection
{
    // Twice the size of a tile on screen is more than the eye can use; larger maps would only make the file heavy.
    private const int LongestSide = 144;
    private const int LongestSideOfMany = 96;
    private const int Many = 20;

    /// <summary>The bytes of all pictures of a page, shared equally among its networks.</summary>
    internal const int Budget = 2_500_000;

    /// <inheritdoc/>
    public Markup Render(ReportContext context) => Render(context.Results, context.Leaderboard, Budget);

    internal static Markup Render(RunResults results, Leaderboard leaderboard, int budget)
    {
        var tables = leaderboard.Tables.Where(t => t.Model is not null)
            .Where(t => results.Pictures.Any(p => p.Dataset == t.Dataset && p.Model == t.Model)).ToList();
        if (tables.Count == 0)
            return Markup.Empty;
        return Markup.Of($"""
            <p class="note">Methods in the order of the leaderboard. Every map is scaled to its own range: {ScaleBar} from its lowest to its
            highest value. Point at a tile to see the picture without the map.</p>
            <label class="slider">strength of the maps <input type="range" min="0" max="100" value="55"></label>
            {Tabs.Of(tables.Select((t, i) => ($"{t.Dataset} · {t.ModelText}", Panel(results, t, i, budget / tables.Count))))}
            """);
    }

    private static Markup ScaleBar { get; } = Markup.Of($"""
        <span class="scale" style="background:linear-gradient(90deg,{string.Join(",", Enumerable.Range(0, 11).Select(Step))})"></span>
        """);

    private static string Step(int tenth) => Hex(ColorMap.Turbo[tenth / 10.0]);

    private static Markup Panel(RunResults results, LeaderboardTable table, int index, int budget)
    {
        var pictures = results.Pictures.Where(p => p.Dataset == table.Dataset && p.Model == table.Model).ToList();
        var maps = results.Maps.Where(m => m.Dataset == table.Dataset && m.Model == table.Model).GroupBy(m => (m.Image, m.Target))
            .ToDictionary(g => g.Key, g => g.GroupBy(m => m.Method).ToDictionary(m => m.Key, m => m.First()));
        var reasons = Reasons.Of(results, table.Dataset, table.Model!);
        var side = table.Rows.Count > Many ? LongestSideOfMany : LongestSide;
        var explained = pictures.Index()
            .SelectMany(p => maps.Keys.Where(k => k.Image == p.Item.Image).Select(k => (p.Index, Picture: p.Item, k.Target))).ToList();
        // The first explained images, as many as the budget holds, but at least one. A picture is stored once and shown under every map
        // of its row.
        var (rows, styles, bytes) = (new List<Markup>(), new Dictionary<int, Markup>(), 0);
        foreach (var (place, picture, target) in explained)
        {
            var style = $"g{index}p{place}";
            var background = styles.TryGetValue(place, out var known)
                ? known
                : Markup.Of($".{style}{{background-image:url({DataUri(Overlay.Thumbnail(picture.Png, side))})}}\n");
            var found = maps[(picture.Image, target)];
            var tiles = new Markup[table.Rows.Count];
            // Compressing the maps is what takes time.
            Parallel.For(0, tiles.Length, i => tiles[i] = Tile(
                found.GetValueOrDefault(table.Rows[i].Method.Key), style, table.Rows[i], side,
                reasons.Why(table.Rows[i].Method.Key, picture.Image, target)));
            var row = Markup.Of($"""
                <tr>{Caption(results, picture, target, style)}{tiles}</tr>

                """);
            bytes += row.Source.Length + (styles.ContainsKey(place) ? 0 : background.Source.Length);
            if (rows.Count > 0 && bytes > budget)
                break;
            styles[place] = background;
            rows.Add(row);
        }
        return Markup.Of($"""
            <style>
            {styles.Values}</style>
            {(rows.Count < explained.Count ? Omitted(rows.Count, explained.Count, table.Rows.Count) : Markup.Empty)}
            <div class="scroll"><table class="gallery" style="--tile:{TileSide(table.Rows.Count)}px">
            <thead><tr><th class="pic">image and explained class</th>{table.Rows.Select(Head)}</tr></thead>
            <tbody>
            {rows}</tbody></table></div>

            """);
    }

    private static Markup Omitted(int shown, int kept, int methods) => Markup.Of($"""
        <p class="note">The first {shown} of {kept} explained images that were kept: with {methods} methods more would make
        this page too heavy. <code>viseval explain</code> draws any image.</p>
        """);

    private static Markup Head(LeaderboardRow row) => Markup.Of($"<th{Control(row)}>{KeyText.Breakable(row.Method.Key)}</th>");

    // As many methods as possible side by side, the fewer the larger; beyond that the table scrolls.
    private static int TileSide(int methods) => Math.Clamp(1190 / methods - 4, 80, 128);

    private static Markup Caption(RunResults results, PictureRow picture, int target, string style)
    {
        string Name(int index) => RunText.ClassName(results.Info, picture.Dataset, index);
        var prediction = results.Predictions.FirstOrDefault(
            p => p.Dataset == picture.Dataset && p.Model == picture.Model && p.Image == picture.Image);
        var labels = string.Join(", ", prediction?.Labels.Select(Name) ?? []);
        var predicted = prediction is null
            ? Markup.Empty
            : Markup.Of($"top-1 {Name(prediction.Top1)} {NumberText.Percent(prediction.Probability)}<br>labels {labels}<br>");
        var words = Markup.Of($"<b>{Name(target)}</b>{predicted}{picture.Image}");
        return Markup.Of($"""
            <th class="pic" scope="row"><div><i class="tile {style}"></i><span>{words}</span></div></th>
            """);
    }

    private static Markup Tile(MapRow? map, string style, LeaderboardRow row, int side, string why)
    {
        if (map?.Pixels is not { } pixels)
            return Markup.Of($"""<td{Control(row)}><i class="tile none">{why}</i></td>""");
        var png = DataUri(Overlay.Heatmap(pixels, map.Height, map.Width, side, ColorMap.Turbo));
        return Markup.Of($"""<td{Control(row)}><i class="tile {style}"><img alt="{row.Method.Key}" src="{png}"></i></td>""");
    }

    private static Markup Control(LeaderboardRow row) => Markup.Trusted(row.IsControl ? " class=\"control\"" : "");

    private static string DataUri(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    private static string Hex((byte Red, byte Green, byte Blue) color) =>
        string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}");
}
