using System.Numerics;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Pixels in memory, row by row, the channels of a pixel side by side, of 8 or 16 bits each.</summary>
/// <typeparam name="T">The type of a value; its largest value is white.</typeparam>
/// <param name="Values">height × width × channels values.</param>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Channels">Values of a pixel.</param>
internal sealed record Raster<T>(T[] Values, int Width, int Height, int Channels)
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private const int WithAlpha = 4;

    /// <summary>One gray channel: ITU-R 601 luma in 16-bit fixed point, (19595·R + 38470·G + 7471·B + 2¹⁵) / 2¹⁶, as in Pillow's mode
    /// L.</summary>
    public Raster<T> ToGray()
    {
        if (Channels == 1)
            return this;
        var gray = new T[Width * Height];
        for (var i = 0; i < gray.Length; i++)
        {
            var (red, green, blue) = (Long(Channels * i), Long(Channels * i + 1), Long(Channels * i + 2));
            gray[i] = T.CreateTruncating((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
        }
        return new Raster<T>(gray, Width, Height, 1);
    }

    /// <summary>R, G, B with the opacity of every pixel as a fourth channel.</summary>
    public Raster<T> With(T[] alpha)
    {
        var values = new T[Width * Height * WithAlpha];
        for (var i = 0; i < alpha.Length; i++)
        {
            for (var c = 0; c < WithAlpha - 1; c++)
                values[i * WithAlpha + c] = Values[i * Channels + (Channels == 1 ? 0 : c)];
            values[i * WithAlpha + WithAlpha - 1] = alpha[i];
        }
        return new Raster<T>(values, Width, Height, WithAlpha);
    }

    /// <summary>The first channels alone.</summary>
    public Raster<T> First(int channels)
    {
        if (channels == Channels)
            return this;
        var values = new T[Width * Height * channels];
        for (var i = 0; i < Width * Height; i++)
            Values.AsSpan(i * Channels, channels).CopyTo(values.AsSpan(i * channels));
        return new Raster<T>(values, Width, Height, channels);
    }

    /// <summary>One channel alone.</summary>
    public T[] Channel(int channel)
    {
        var values = new T[Width * Height];
        for (var i = 0; i < values.Length; i++)
            values[i] = Values[i * Channels + channel];
        return values;
    }

    /// <summary>R, G, B, each the only channel of a gray picture.</summary>
    public Raster<T> ToColour()
    {
        if (Channels != 1)
            return this;
        var values = new T[(WithAlpha - 1) * Values.Length];
        for (var i = 0; i < Values.Length; i++)
            values.AsSpan((WithAlpha - 1) * i, WithAlpha - 1).Fill(Values[i]);
        return new Raster<T>(values, Width, Height, WithAlpha - 1);
    }

    /// <summary>R, G, B of a picture with transparency, over a colour: (v·a + colour·(m − a)) / m, m the largest value, rounded.</summary>
    /// <param name="colour">R, G, B.</param>
    public Raster<T> Over(IReadOnlyList<T> colour) => Alpha((value, alpha, largest, channel) =>
        (value * alpha + long.CreateTruncating(colour[channel]) * (largest - alpha) + largest / 2) / largest).First(WithAlpha - 1);

    /// <summary>Colours times their opacity: what resizing may average, so that colours which nobody sees do not shine through.</summary>
    public Raster<T> Premultiplied() => Alpha((value, alpha, largest, _) => (value * alpha + largest / 2) / largest);

    /// <summary>The inverse of <see cref="Premultiplied"/>, rounded down as in Pillow; transparent pixels stay as they are.</summary>
    public Raster<T> Unmultiplied() => Alpha((value, alpha, largest, _) =>
        alpha == 0 || alpha == largest ? value : Math.Min(largest, largest * value / alpha));

    /// <summary>A window of a size whose upper left corner may lie outside; what lies outside has one colour.</summary>
    public Raster<T> Window(int top, int left, int height, int width, IReadOnlyList<T> outside)
    {
        if (top == 0 && left == 0 && height == Height && width == Width)
            return this;
        var values = new T[height * width * Channels];
        var (first, end) = (Math.Max(0, -left), Math.Min(width, Width - left));
        for (var y = 0; y < height; y++)
        {
            var row = values.AsSpan(y * width * Channels, width * Channels);
            var isInside = y + top >= 0 && y + top < Height && first < end;
            for (var i = 0; i < row.Length; i++)
                row[i] = outside[i % Channels];
            if (isInside)
                Values.AsSpan(((y + top) * Width + left + first) * Channels, (end - first) * Channels).CopyTo(row[(first * Channels)..]);
        }
        return new Raster<T>(values, width, height, Channels);
    }

    private long Long(int index) => long.CreateTruncating(Values[index]);

    // Applies to every colour of a picture with four channels what depends on the opacity of its pixel.
    private Raster<T> Alpha(Func<long, long, long, int, long> change)
    {
        var (values, largest) = ((T[])Values.Clone(), long.CreateTruncating(T.MaxValue));
        for (var i = 0; i < values.Length; i += WithAlpha)
            for (var c = 0; c < WithAlpha - 1; c++)
                values[i + c] = T.CreateTruncating(change(Long(i + c), Long(i + WithAlpha - 1), largest, c));
        return new Raster<T>(values, Width, Height, Channels);
    }
}
