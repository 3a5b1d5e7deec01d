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

    /// <summary>The parts of the square of a tile that a picture covers, as style.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public static Markup Shape(int width, int height) => Markup.Of($"--w:{Part(width, height)};--h:{Part(height, width)}");

    /// <summary>A map without its picture, in the proportions of the input.</summary>
    /// <param name="map">The map.</param>
    /// <param name="side">The longest side of the picture in pixels.</param>
    public static Markup Alone(MapRow map, int side = Side) => map.Pixels is null
        ? Markup.Of($"""<i class="tile none"{Style(map)}>no map</i>""")
        : Markup.Of($"""<i class="tile"{Style(map)}>{Image(map, "opaque", side)}</i>""");

    /// <summary>The picture element of a map that has pixels.</summary>
    /// <param name="map">The map.</param>
    /// <param name="kind">Its class.</param>
    /// <param name="side">The longest side of the picture in pixels.</param>
    public static Markup Image(MapRow map, string kind, int side = Side) => Markup.Of($"""
        <img class="{kind}" alt="" src="{DataUri(Overlay.Heatmap(map.Pixels!, map.Height, map.Width, side, ColorMap.OfMaps))}">
        """);

    /// <summary>A PNG as an address.</summary>
    public static string DataUri(byte[] png) => "data:image/png;base64," + Convert.ToBase64String(png);

    private static Markup Style(MapRow map) => map.Width == map.Height
        ? Markup.Empty
        : Markup.Of($" style=\"{Shape(map.Width, map.Height)}\"");

    private static string Part(int side, int other) => Math.Min(1, (double)side / other).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Step(int tenth)
    {
        var (red, green, blue) = ColorMap.OfMaps[tenth / 10.0];
        return string.Create(CultureInfo.InvariantCulture, $"#{red:x2}{green:x2}{blue:x2}");
    }
}
