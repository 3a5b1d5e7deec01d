using VisEval.Harness.Analysis;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Reports.Text;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>The gallery of one network.</summary>
internal sealed class GalleryPanel
{
    /// <summary>What stands where a stored picture cannot be decoded.</summary>
    public const string Damaged = "the stored picture is damaged";

    private readonly RunResults _results;
    private readonly LeaderboardTable _table;
    private readonly int _index;
    private readonly IReadOnlyList<PictureRow> _pictures;
    private readonly Dictionary<(string Image, int Target), Dictionary<string, MapRow>> _maps;
    private readonly Reasons _reasons;
    private readonly GalleryData _data;

    public GalleryPanel(RunResults results, LeaderboardTable table, int index)
    {
        (_results, _table, _index) = (results, table, index);
        _pictures = [.. results.Pictures.Where(p => p.Dataset == table.Dataset && p.Model == table.Model)];
        _maps = results.Maps.Where(m => m.Dataset == table.Dataset && m.Model == table.Model).GroupBy(m => (m.Image, m.Target))
            .ToDictionary(g => g.Key, g => g.GroupBy(m => m.Method).ToDictionary(m => m.Key, m => m.First()));
        _reasons = Reasons.Of(results, table.Dataset, table.Model!);
        _data = GalleryData.Of(results, table, _pictures.Select(p => p.Image));
    }

    /// <summary>The first explained images, as many as the budget of bytes holds, but at least one.</summary>
    public Markup Render(int budget)
    {
        var (shots, bytes) = (new List<Markup>(), 0);
        var kept = _pictures.Where(p => Targets(p).Count > 0).ToList();
        foreach (var (place, picture) in kept.Index())
        {
            var shot = Shot(picture, $"g{_index}p{place}");
            bytes += shot.Source.Length;
            if (shots.Count > 0 && bytes > budget)
                break;
            shots.Add(shot);
        }
        return Markup.Of($"""
            {(shots.Count < kept.Count ? Omitted(shots.Count, kept.Count) : Markup.Empty)}<div class="gallery">
            {shots}</div>

            """);
    }

    private IReadOnlyList<int> Targets(PictureRow picture) => [.. _maps.Keys.Where(k => k.Image == picture.Image).Select(k => k.Target)];

    private Markup Omitted(int shown, int kept) => Markup.Of($"""
        <p class="note">The first {shown} of {kept} explained images that were kept: with {_table.Rows.Count} methods more would make
        this page too heavy. <code>viseval explain</code> draws any image.</p>
        """);

    private Markup Shot(PictureRow picture, string style)
    {
        var prediction = _results.Predictions.FirstOrDefault(
            p => p.Dataset == picture.Dataset && p.Model == picture.Model && p.Image == picture.Image);
        var thumbnail = Overlay.Thumbnail(picture.Png, 2 * MapTile.Side);
        var background = thumbnail is null
            ? Markup.Empty
            : Markup.Of($"background-image:url({MapTile.DataUri(thumbnail.Png)}){Shape(thumbnail)}");
        var note = thumbnail is null ? Markup.Of($"<span>{Damaged}</span>") : Markup.Empty;
        // A picture is stored once and shown under every map of the image.
        return Markup.Of($"""
            <article class="shot"><style>.{style}{"{"}{background}{"}"}</style>
            <header><i class="tile {style}"></i><p><b>{picture.Image}</b>{note}{Words(picture, prediction)}</p></header>
            {Tabs.Alone("explained class", Targets(picture).Select(t => ($"{Name(picture, t)}", Tiles(picture, t, style))))}</article>

            """);
    }

    private string Name(PictureRow picture, int target) => RunText.ClassName(_results.Info, picture.Dataset, target);

    private static Markup Shape(Thumbnail picture) => picture.Width == picture.Height
        ? Markup.Empty
        : Markup.Of($";{MapTile.Shape(picture.Width, picture.Height)}");

    private Markup Words(PictureRow picture, PredictionRow? prediction) => prediction is null
        ? Markup.Empty
        : Markup.Of($"""
            <span>the network says {Name(picture, prediction.Top1)}, {NumberText.Percent(prediction.Probability)}</span>
            <span>labels: {string.Join(", ", prediction.Labels.Select(l => Name(picture, l)))}</span>
            """);

    private Markup Tiles(PictureRow picture, int target, string style)
    {
        var found = _maps[(picture.Image, target)];
        var tiles = new Markup[_table.Rows.Count];
        // Compressing the maps is what takes time.
        Parallel.For(0, tiles.Length, i => tiles[i] = Tile(_table.Rows[i], found, picture, target, style));
        return Markup.Of($"""
            <div class="tiles">
            {tiles}</div>
            {_data.Of(picture.Image, target)}
            """);
    }

    private Markup Tile(LeaderboardRow row, Dictionary<string, MapRow> found, PictureRow picture, int target, string style)
    {
        var key = row.Method.Key;
        var map = found.GetValueOrDefault(key);
        var shown = map?.Pixels is null
            ? Markup.Of($"""<i class="tile none">{_reasons.Why(key, picture.Image, target)}</i>""")
            : Markup.Of($"""<i class="tile {style}">{MapTile.Image(map, "map")}</i>""");
        return Markup.Of($"""
            <button type="button" class="cell" data-m="{key}" data-f="{(row.IsControl ? "" : row.Method.Family)}"
            data-g="{BoardTable.Group(row)}">{shown}<span>{KeyText.Breakable(key)}</span></button>

            """);
    }
}
