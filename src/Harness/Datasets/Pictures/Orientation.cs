using System.Numerics;
using SkiaSharp;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Turns pictures upright (Exif 2.32, tag 274).</summary>
internal static class Orientation
{
    /// <summary>The picture as a person holds it.</summary>
    /// <param name="stored">As it lies in the file.</param>
    /// <param name="origin">Where its first row and column are seen.</param>
    public static Raster<T> Upright<T>(Raster<T> stored, SKEncodedOrigin origin) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
            return stored;
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var (width, height) = turned ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
        var (values, channels) = (new T[stored.Values.Length], stored.Channels);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (column, row) = Source(origin, x, y, stored.Width, stored.Height);
                stored.Values.AsSpan((row * stored.Width + column) * channels, channels)
                    .CopyTo(values.AsSpan((y * width + x) * channels));
            }
        return new Raster<T>(values, width, height, channels);
    }

    // Where pixel (x, y) of the upright picture is stored.
    private static (int Column, int Row) Source(SKEncodedOrigin origin, int x, int y, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => (width - 1 - x, y),
        SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
        SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, height - 1 - x),
        SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
        SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
        _ => (x, y),
    };
}
