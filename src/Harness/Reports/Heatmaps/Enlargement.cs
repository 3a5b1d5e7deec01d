using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>A picture large enough to look at.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record Enlargement(byte[] Png, int Height, int Width)
{
    private const int Comfortable = 224;

    /// <summary>Every pixel as a square of k×k pixels, k the smallest whole number that makes the shorter side at least 224.</summary>
    /// <remarks>Squares, not a smooth blend: small networks see exactly these pixels.</remarks>
    public static Enlargement ForPeople(byte[] png, ImageSize size)
    {
        var factor = (Comfortable + Math.Min(size.Height, size.Width) - 1) / Math.Min(size.Height, size.Width);
        if (factor <= 1)
            return new Enlargement(png, size.Height, size.Width);
        using var small = SKBitmap.Decode(png);
        using var large = new SKBitmap(small.Width * factor, small.Height * factor, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(large))
        using (var image = SKImage.FromBitmap(small))
            canvas.DrawImage(image, SKRect.Create(large.Width, large.Height), new SKSamplingOptions(SKFilterMode.Nearest));
        using var data = large.Encode(SKEncodedImageFormat.Png, 100);
        return new Enlargement(data.ToArray(), large.Height, large.Width);
    }
}
