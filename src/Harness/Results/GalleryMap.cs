using VisEval.Core;

namespace VisEval.Harness.Results;

/// <summary>A map as it is kept for the gallery: one byte a pixel.</summary>
internal static class GalleryMap
{
    /// <summary>The map, no longer than a number of pixels on its longer side: each pixel is the mean of those it stands for.</summary>
    public static SaliencyMap Shrunk(SaliencyMap map, int side)
    {
        var longest = Math.Max(map.Height, map.Width);
        if (longest <= side)
            return map;
        var (rows, columns) = (Math.Max(1, map.Height * side / longest), Math.Max(1, map.Width * side / longest));
        var small = new float[rows * columns];
        for (var i = 0; i < small.Length; i++)
        {
            var (y, x) = (i / columns, i % columns);
            var (top, bottom) = (y * map.Height / rows, (y + 1) * map.Height / rows);
            var (left, right) = (x * map.Width / columns, (x + 1) * map.Width / columns);
            var sum = 0.0;
            for (var v = top; v < bottom; v++)
                for (var u = left; u < right; u++)
                    sum += map[v, u];
            small[i] = (float)(sum / ((bottom - top) * (right - left)));
        }
        return new SaliencyMap(small, rows, columns);
    }

    /// <summary>The map scaled linearly to 0..255; null where it is constant or not finite.</summary>
    /// <remarks>The overlay shows the evidence for the class: where a map has both signs, its negative part is cut off before
    /// it is scaled.</remarks>
    public static byte[]? Pixels(SaliencyMap map)
    {
        if (!map.State.IsOk)
            return null;
        var shown = map.Values.Any(v => v > 0) ? new SaliencyMap([.. map.Values.Select(v => MathF.Max(v, 0))], map.Height, map.Width) : map;
        return [.. shown.Normalize().Values.Select(v => (byte)MathF.Round(255 * v, MidpointRounding.AwayFromZero))];
    }
}
