using SkiaSharp;

namespace VisEval.Harness.Reports.Heatmaps;

/// <summary>A picture large enough to look at.</summary>
internal static class Enlargement
{
    private const int Comfortable = 224;
    private const int Tiny = 128;

    /// <summary>A picture whose longer side is below 128: every pixel as a square of k×k pixels, k the smallest whole number that makes the
    /// shorter side at least 224. Others stay as they are.</summary>
    /// <remarks>Squares, not a smooth blend: small networks see exactly these pixels.</remarks>
    public static byte[] ForPeople(byte[] png)
    {
        using var small = SKBitmap.Decode(png);
        if (Math.Max(small.Width, small.Height) >= Tiny)
            return png;
        var shorter = Math.Min(small.Width, small.Height);
        var factor = (Comfortable + shorter - 1) / shorter;
        using var large = new SKBitmap(small.Width * factor, small.Height * factor, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(large))
        using (var image = SKImage.FromBitmap(small))
            canvas.DrawImage(image, SKRect.Create(large.Width, large.Height), new SKSamplingOptions(SKFilterMode.Nearest));
        using var data = large.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
