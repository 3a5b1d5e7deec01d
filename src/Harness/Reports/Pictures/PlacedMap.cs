using VisEval.Core;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>A map where its input lies in the picture.</summary>
internal static class PlacedMap
{
    /// <summary>The map's value at every pixel of the picture, row by row: bilinear between the centres of its pixels, its edge beyond
    /// them; not a number where the network sees nothing of the picture.</summary>
    /// <param name="map">The map, at the size of the network's input.</param>
    /// <param name="geometry">How the input was cut from the picture, whatever size that is said to have.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    public static float[] Of(SaliencyMap map, ImageGeometry geometry, int height, int width)
    {
        var rows = Neighbours(height, geometry.OriginalHeight, geometry.ScaleY, geometry.OffsetY, map.Height);
        var columns = Neighbours(width, geometry.OriginalWidth, geometry.ScaleX, geometry.OffsetX, map.Width);
        var values = new float[height * width];
        values.AsSpan().Fill(float.NaN);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                if (rows[y] is var (top, bottom, down) && columns[x] is var (left, right, across))
                {
                    var above = map[top, left] * (1 - across) + map[top, right] * across;
                    var below = map[bottom, left] * (1 - across) + map[bottom, right] * across;
                    values[y * width + x] = above * (1 - down) + below * down;
                }
        return values;
    }

    private static (int Low, int High, float Fraction)?[] Neighbours(int length, int original, double scale, double offset, int size)
    {
        var found = new (int, int, float)?[length];
        for (var i = 0; i < length; i++)
        {
            var place = (i + 0.5) * original / length * scale - offset;
            if (place < 0 || place >= size)
                continue;
            var position = Math.Clamp(place - 0.5, 0, size - 1);
            found[i] = ((int)position, Math.Min((int)position + 1, size - 1), (float)(position - (int)position));
        }
        return found;
    }
}
