using VisEval.Core;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>A map where its input lies in the picture.</summary>
internal sealed class PlacedMap
{
    private readonly SaliencyMap _map;
    private readonly Place?[] _rows;
    private readonly Place?[] _columns;

    /// <summary>Places a map.</summary>
    /// <param name="map">The map, at the size of the network's input.</param>
    /// <param name="geometry">How the input was cut from the picture, whatever size that is said to have.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    public PlacedMap(SaliencyMap map, ImageGeometry geometry, int height, int width)
    {
        _map = map;
        _rows = Places(height, geometry.OriginalHeight, geometry.ScaleY, geometry.OffsetY, map.Height);
        _columns = Places(width, geometry.OriginalWidth, geometry.ScaleX, geometry.OffsetX, map.Width);
    }

    /// <summary>The map's value at every pixel of one row of the picture: bilinear between the centres of its pixels, its edge beyond
    /// them; not a number where the network sees nothing of the picture.</summary>
    /// <param name="y">The row of the picture.</param>
    /// <param name="values">Receives one value a column.</param>
    public void Row(int y, Span<float> values)
    {
        for (var x = 0; x < _columns.Length; x++)
            if (_rows[y] is var (top, bottom, down) && _columns[x] is var (left, right, across))
            {
                var above = _map[top, left] * (1 - across) + _map[top, right] * across;
                var below = _map[bottom, left] * (1 - across) + _map[bottom, right] * across;
                values[x] = above * (1 - down) + below * down;
            }
            else
                values[x] = float.NaN;
    }

    private static Place?[] Places(int length, int original, double scale, double offset, int size)
    {
        var found = new Place?[length];
        for (var i = 0; i < length; i++)
        {
            var place = (i + 0.5) * original / length * scale - offset;
            if (place < 0 || place >= size)
                continue;
            var position = Math.Clamp(place - 0.5, 0, size - 1);
            found[i] = new Place((int)position, Math.Min((int)position + 1, size - 1), (float)(position - (int)position));
        }
        return found;
    }

    // Two neighbouring pixels of the map, and how far the place is from the first to the second.
    private readonly record struct Place(int Low, int High, float Fraction);
}
