using VisEval.Core;

namespace VisEval.Training.Scenes.Painting;

/// <summary>A square picture of floating-point colours while it is being painted.</summary>
internal sealed class Canvas
{
    /// <summary>Pixels per side.</summary>
    public const int Size = 64;

    private readonly Colour[] _pixels = new Colour[Size * Size];

    /// <summary>The colour in row <paramref name="y"/>, column <paramref name="x"/>.</summary>
    public ref Colour this[int y, int x] => ref _pixels[y * Size + x];

    /// <summary>Covers <paramref name="alpha"/> of a pixel with a colour.</summary>
    public void Blend(int y, int x, Colour colour, float alpha)
    {
        ref var pixel = ref _pixels[y * Size + x];
        pixel = Colour.Mix(pixel, colour, alpha);
    }

    /// <summary>Draws a straight stroke with round ends; a stroke without length is a dot. Parts outside are cut off.</summary>
    /// <param name="x0">Start column, pixels.</param>
    /// <param name="y0">Start row, pixels.</param>
    /// <param name="x1">End column, pixels.</param>
    /// <param name="y1">End row, pixels.</param>
    /// <param name="radius">Half the width, pixels.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="alpha">Its opacity in [0, 1].</param>
    public void Stroke(double x0, double y0, double x1, double y1, double radius, Colour colour, double alpha)
    {
        var (dx, dy) = (x1 - x0, y1 - y0);
        var perLength = 1 / Math.Max(1e-9, dx * dx + dy * dy);
        var reach = radius + 1;
        var (left, right) = Span(Math.Min(x0, x1) - reach, Math.Max(x0, x1) + reach);
        var (top, bottom) = Span(Math.Min(y0, y1) - reach, Math.Max(y0, y1) + reach);
        for (var y = top; y <= bottom; y++)
            for (var x = left; x <= right; x++)
            {
                var along = Math.Clamp(((x - x0) * dx + (y - y0) * dy) * perLength, 0, 1);
                var (ox, oy) = (x - x0 - along * dx, y - y0 - along * dy);
                var cover = Math.Clamp(radius + 0.5 - Math.Sqrt(ox * ox + oy * oy), 0, 1);
                if (cover > 0)
                    Blend(y, x, colour, (float)(cover * alpha));
            }
    }

    /// <summary>Lights the picture unevenly: up to <paramref name="strength"/> brighter on one side and darker on the other.</summary>
    public void Light(RandomSource random, double strength)
    {
        var angle = random.NextDouble();
        var slope = strength * random.NextDouble() / (Size / 2.0);
        var (sx, sy) = (slope * Turns.Cos(angle), slope * Turns.Sin(angle));
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                this[y, x] *= (float)(1 + sx * (x - Size / 2.0) + sy * (y - Size / 2.0));
    }

    /// <summary>Rounds to bytes (interleaved), with camera noise of up to ±<paramref name="noise"/> levels a channel (triangular).</summary>
    public byte[] ToBytes(RandomSource random, double noise)
    {
        var bytes = new byte[Size * Size * 3];
        for (var i = 0; i < _pixels.Length; i++)
        {
            var bits = random.NextBits();
            byte Quantize(float channel, int shift)
            {
                // Two uniform bytes add up to a triangular distribution, -1..1 after scaling.
                var offset = ((int)(bits >> shift & 255) + (int)(bits >> (shift + 8) & 255) - 255) / 255.0;
                return (byte)Math.Clamp(Math.Round(channel * 255 + noise * offset), 0, 255);
            }
            bytes[3 * i] = Quantize(_pixels[i].R, 0);
            bytes[3 * i + 1] = Quantize(_pixels[i].G, 16);
            bytes[3 * i + 2] = Quantize(_pixels[i].B, 32);
        }
        return bytes;
    }

    private static (int First, int Last) Span(double low, double high) =>
        (Math.Max(0, (int)Math.Ceiling(low)), Math.Min(Size - 1, (int)Math.Floor(high)));
}
