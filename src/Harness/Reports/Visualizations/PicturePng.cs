using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Reports.Visualizations;

/// <summary>Pictures with values in [0, 1] as PNG: 255·p rounded.</summary>
internal static class PicturePng
{
    private const int Colours = 3;

    /// <summary>A PNG of a picture.</summary>
    /// <param name="picture">C×H×W.</param>
    /// <param name="isColour">Whether its first three channels are red, green and blue; else the channels stand side by side in
    /// gray.</param>
    public static byte[] Of(Tensor picture, bool isColour)
    {
        using var image = ToImage(picture, isColour);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The same in memory.</summary>
    public static SKImage ToImage(Tensor picture, bool isColour)
    {
        var (channels, height, width) = (picture.Shape[0], picture.Shape[1], picture.Shape[2]);
        var inColour = isColour && channels >= Colours;
        var (tiles, plane) = (inColour ? 1 : channels, height * width);
        var rgba = new byte[plane * tiles * 4];
        for (var tile = 0; tile < tiles; tile++)
            for (var i = 0; i < plane; i++)
            {
                var to = (i / width * width * tiles + tile * width + i % width) * 4;
                for (var c = 0; c < Colours; c++)
                    rgba[to + c] = Level(picture.Values[(inColour ? c : tile) * plane + i]);
                rgba[to + Colours] = byte.MaxValue;
            }
        var info = new SKImageInfo(width * tiles, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        return SKImage.FromPixelCopy(info, rgba, info.RowBytes);
    }

    // What is not finite has no colour; it shows as black.
    private static byte Level(float value) => float.IsFinite(value) ? (byte)Math.Clamp(MathF.Round(value * 255), 0, 255) : (byte)0;
}
