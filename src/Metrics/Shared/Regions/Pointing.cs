using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Regions;

/// <summary>Where a map points, and whether that is near enough.</summary>
internal static class Pointing
{
    /// <summary>The pixel of the original image at the map's maximum.</summary>
    /// <param name="map">A map at the network's input size.</param>
    /// <param name="truth">How the input was cut from the original, and which pixels are ignored.</param>
    /// <remarks>Where the input shows all of the original, the map is resized to it bilinearly and its first maximum in row-major order
    /// taken, as TorchRay does. Where the input is a crop, the first maximum of the map itself is carried over to the nearest original
    /// pixel. Ignored pixels are no maxima: the largest of the others is.</remarks>
    public static (int X, int Y) At(SaliencyMap map, GroundTruth truth)
    {
        var geometry = truth.Geometry;
        if (ShowsAll(map, geometry))
        {
            var resized = map.Resize(geometry.OriginalHeight, geometry.OriginalWidth);
            var best = Ranking.FirstMaximum(Scored(resized, truth.OriginalIgnored).Values);
            return (best % geometry.OriginalWidth, best / geometry.OriginalWidth);
        }
        var peak = Ranking.FirstMaximum(Scored(map, truth.InputIgnored).Values);
        return Nearest(geometry, peak % map.Width, peak / map.Width);
    }

    /// <summary>All pixels of the original image at the map's maximum, where several are equal.</summary>
    /// <param name="map">A map at the network's input size.</param>
    /// <param name="truth">How the input was cut from the original, and which pixels are ignored.</param>
    /// <remarks>As <see cref="At"/>; interpolation in single precision does not keep a plateau flat, so that values within a millionth of
    /// the resized map's maximum are equal to it.</remarks>
    public static IReadOnlyList<(int X, int Y)> All(SaliencyMap map, GroundTruth truth)
    {
        var geometry = truth.Geometry;
        if (ShowsAll(map, geometry) && (geometry.OriginalHeight, geometry.OriginalWidth) != (map.Height, map.Width))
            return Maxima(Scored(map.Resize(geometry.OriginalHeight, geometry.OriginalWidth), truth.OriginalIgnored), 1e-6f);
        return [.. Maxima(Scored(map, truth.InputIgnored), 0).Select(p => Nearest(geometry, p.X, p.Y))];
    }

    /// <summary>The map with ignored pixels below every other.</summary>
    /// <param name="map">The map.</param>
    /// <param name="ignored">The set, of the map's size; null: none.</param>
    public static SaliencyMap Scored(SaliencyMap map, PixelMask? ignored) => ignored is null
        ? map
        : new SaliencyMap([.. map.Values.Select((v, i) => ignored.Pixels[i] ? float.NegativeInfinity : v)], map.Height, map.Width);

    /// <summary>All pixels of the map's maximum, in row-major order.</summary>
    /// <param name="map">Finite values.</param>
    /// <param name="slack">The share of the maximum's magnitude by which a value may lie below it.</param>
    public static IReadOnlyList<(int X, int Y)> Maxima(SaliencyMap map, float slack)
    {
        var largest = map.Values[Ranking.FirstMaximum(map.Values)];
        var least = largest - slack * MathF.Abs(largest);
        var maxima = new List<(int X, int Y)>();
        for (var i = 0; i < map.Values.Length; i++)
            if (map.Values[i] >= least)
                maxima.Add((i % map.Width, i / map.Width));
        return maxima;
    }

    /// <summary>Whether some pixel of the set is nearer to a point than <paramref name="tolerance"/>: d² &lt; tolerance².</summary>
    /// <param name="mask">The set.</param>
    /// <param name="x">The point's column; may lie outside.</param>
    /// <param name="y">The point's row; may lie outside.</param>
    /// <param name="tolerance">Pixels. Nothing is nearer than 0.</param>
    public static bool IsNear(PixelMask mask, int x, int y, double tolerance)
    {
        var reach = (int)Math.Ceiling(tolerance);
        for (var v = Math.Max(0, y - reach); v <= Math.Min(mask.Height - 1, y + reach); v++)
            for (var u = Math.Max(0, x - reach); u <= Math.Min(mask.Width - 1, x + reach); u++)
                if (mask[v, u] && (double)(u - x) * (u - x) + (double)(v - y) * (v - y) < tolerance * tolerance)
                    return true;
        return false;
    }

    private static (int X, int Y) Nearest(ImageGeometry geometry, int column, int row)
    {
        var (x, y) = geometry.ToOriginal(column, row);
        return ((int)Math.Floor(x + 0.5), (int)Math.Floor(y + 0.5));
    }

    // A hundredth of a pixel allows for rounded scales, never for a crop.
    private static bool ShowsAll(SaliencyMap map, ImageGeometry geometry) =>
        Math.Abs(geometry.OffsetX) < 0.01 && Math.Abs(geometry.OffsetY) < 0.01
        && Math.Abs(geometry.OriginalWidth * geometry.ScaleX - map.Width) < 0.01
        && Math.Abs(geometry.OriginalHeight * geometry.ScaleY - map.Height) < 0.01;
}
