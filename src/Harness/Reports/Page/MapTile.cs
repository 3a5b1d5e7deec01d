using System.Globalization;
using VisEval.Harness.Reports.Html;
using VisEval.Harness.Reports.Pictures;
using VisEval.Harness.Results;

namespace VisEval.Harness.Reports.Page;

/// <summary>A map as a picture in the page, in the one scale of colours.</summary>
internal static class MapTile
{
    /// <summary>Larger maps would only make the file heavy.</summary>
    public const int Side = 96;

    /// <summary>The scale of colours with its ends.</summary>
    public static Markup ScaleBar { get; } = Markup.Of($"""
        <span class="scale" role="img" aria-label="from dark to bright"
        style="background:linear-gradient(90deg,{string.Join(",", Enumerable.Range(0, 11).Select(Step))})"></span>
        """);

    /// <summary>A map without its picture.</summary>
    /// <param name="map">The map.</param>
    /// <param name="side">The longest side of the picture in pixels.</param>
    public static Markup Alone(MapRow map, int side = Side) => map.Pixels is null
        ? Markup.Trusted("""<i class="tile none">no map</i>""")
        : Markup.Of($"""<i class="tile">{Image(map, "opaque", side)}</i>""");

    /// <summary>The picture element of a map that has pixels.</summary>
    /// <param name="map">The map.</param>
    /// <param name="kind">Its class.</param>
    /// <param name="side">The longest side of the picture in pixels.</param>
    public static Markup Image(MapRow map, string kind, int side = Side) => Markup.Of($"""
        <img class="{kind}" alt="" src="{DataUri(Overlay.Heatmap(map.Pixels!, map.Height, map.Width, side, ColorMap.OfMaps))}">
        """);

    /// <summary>A PNG as an address.</summary>
    public static string DataUri(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    private static string Step(int tenth)
    {
        var (red, green, blue) = ColorMap.OfMaps[tenth / 10.0];
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }
}
