using System.Globalization;

namespace VisEval.Harness.Datasets.Regions;

/// <summary>The pixels inside polygons by the rule of COCO's own tools, all polygons together.</summary>
/// <remarks>
/// <c>maskApi.c</c> of pycocotools (Lin et al., ECCV 2014): corners are rounded to fifths of a pixel, edges walked in fifths along
/// their longer axis. Where the walk passes the centre of a column, the rows from there on change between outside and inside. Pixels are
/// taken down the columns, and a crossing below the last row changes the next column.
/// </remarks>
/// <param name="Polygons">x, y of the corners of every polygon, in pixels of the annotated picture; at least three corners.</param>
internal sealed record PolygonRegion(IReadOnlyList<double[]> Polygons) : IRegion
{
    private const double Scale = 5;
    private const double Farthest = 1e5;
    private const double LongestOutline = 1e7;

    /// <summary>What is wrong with a polygon, or null.</summary>
    /// <param name="polygon">x, y of its corners.</param>
    public static string? Mistake(double[] polygon)
    {
        if (polygon.Length < 6 || polygon.Length % 2 != 0)
            return $"a polygon of {polygon.Length} numbers; x and y of at least three corners are needed";
        var outside = Array.FindIndex(polygon, c => !(Math.Abs(c) <= Farthest));
        if (outside >= 0)
            return string.Create(
                CultureInfo.InvariantCulture, $"a polygon with the coordinate {polygon[outside]:g6}; at most {Farthest:g} is taken");
        var length = 0.0;
        for (var i = 0; i < polygon.Length; i++)
            length += Math.Abs(polygon[i] - polygon[(i + 2) % polygon.Length]);
        return length <= LongestOutline
            ? null
            : string.Create(
                CultureInfo.InvariantCulture, $"a polygon with an outline of {length:g6} pixels; at most {LongestOutline:g} are taken");
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [];

    /// <inheritdoc/>
    public RegionPixels Read(string folder, int height, int width)
    {
        var values = new byte[height * width];
        foreach (var polygon in Polygons)
        {
            var crossings = Crossings(polygon, height, width);
            var inside = false;
            for (var i = 0; i < crossings.Length; i++)
            {
                inside ^= crossings[i];
                if (inside)
                    values[i % height * width + i / height] = RegionPixels.Object;
            }
        }
        return new RegionPixels(values, height, width);
    }

    // Down the columns: whether an odd number of crossings begins at a pixel.
    private static bool[] Crossings(double[] polygon, int height, int width)
    {
        var crossings = new bool[height * width];
        (int X, int Y)? before = null;
        foreach (var point in Outline(polygon))
        {
            if (before is { } last && point.X != last.X
                && Crossing(Math.Min(point.X, last.X), Math.Min(point.Y, last.Y), height, width) is { } at && at < crossings.Length)
                crossings[at] ^= true;
            before = point;
        }
        return crossings;
    }

    // Between two fifths of which the left one is x, the centre of a column lies where x is two fifths from its left edge.
    private static int? Crossing(int x, int y, int height, int width)
    {
        var column = (x + 0.5) / Scale - 0.5;
        if (column != Math.Floor(column) || column < 0 || column > width - 1)
            return null;
        var row = Math.Ceiling(Math.Clamp((y + 0.5) / Scale - 0.5, 0, height));
        return (int)column * height + (int)row;
    }

    // The closed walk around the polygon, in fifths of a pixel; an edge is always computed in the same direction.
    private static IEnumerable<(int X, int Y)> Outline(double[] polygon)
    {
        var corners = polygon.Length / 2;
        (int X, int Y) Corner(int i) => (Fifths(polygon[2 * (i % corners)]), Fifths(polygon[2 * (i % corners) + 1]));
        for (var i = 0; i < corners; i++)
        {
            var (from, to) = (Corner(i), Corner(i + 1));
            var (dx, dy) = (Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
            var turned = dx >= dy ? from.X > to.X : from.Y > to.Y;
            var ((x, y), end) = turned ? (to, from) : (from, to);
            var length = Math.Max(dx, dy);
            var slope = length == 0 ? 0 : dx >= dy ? (double)(end.Y - y) / dx : (double)(end.X - x) / dy;
            for (var step = 0; step <= length; step++)
            {
                var t = turned ? length - step : step;
                yield return dx >= dy ? (x + t, (int)(y + slope * t + 0.5)) : ((int)(x + slope * t + 0.5), y + t);
            }
        }
    }

    // Truncated toward zero, as the conversion of C does.
    private static int Fifths(double coordinate) => (int)(Scale * coordinate + 0.5);
}
