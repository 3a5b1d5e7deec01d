using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Results.Visualizations;

/// <summary>Pictures with values in [0, 1] as PNG: 255·p rounded.</summary>
/// <remarks>A picture in colour has its first three channels as red, green and blue, and further ones beside them in gray; of others all
/// channels stand side by side in gray. So a PNG holds all of a picture.</remarks>
internal static class PicturePng
{
    private const int Colours = 3;
    private const int Bytes = 4;

    /// <summary>A PNG of a picture.</summary>
    /// <param name="picture">C×H×W.</param>
    /// <param name="isColour">Whether its first three channels are red, green and blue.</param>
    public static byte[] Of(Tensor picture, bool isColour)
    {
        var (channels, height, width) = (picture.Shape[0], picture.Shape[1], picture.Shape[2]);
        var inColour = isColour && channels >= Colours;
        var tiles = TilesOf(channels, inColour);
        var rgba = new byte[height * width * tiles * Bytes];
        Array.Fill(rgba, byte.MaxValue);
        foreach (var (from, to, count) in Places(channels, height, width, inColour))
            for (var i = 0; i < count; i++)
                rgba[to + i] = Level(picture.Values[from]);
        var info = new SKImageInfo(width * tiles, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, rgba, info.RowBytes);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The picture of a PNG that <see cref="Of"/> made, values k/255.</summary>
    /// <param name="png">The file.</param>
    /// <param name="channels">C.</param>
    /// <param name="height">H.</param>
    /// <param name="width">W.</param>
    /// <exception cref="FormatException">It is no picture of this shape.</exception>
    public static Tensor Read(byte[] png, int channels, int height, int width)
    {
        using var image = SKImage.FromEncodedData(png);
        var inColour = image?.Width == width * TilesOf(channels, inColour: true) && channels >= Colours;
        if (image is null || image.Height != height || image.Width != width * TilesOf(channels, inColour))
            throw new FormatException($"It is no picture of {channels} channels of {height}×{width} pixels.");
        using var pixels = new SKBitmap(new SKImageInfo(image.Width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        if (!image.ReadPixels(pixels.Info, pixels.GetPixels(), pixels.RowBytes, 0, 0))
            throw new FormatException("The picture cannot be decoded.");
        var rgba = pixels.Bytes;
        var picture = Tensor.Zeros(channels, height, width);
        foreach (var (to, from, _) in Places(channels, height, width, inColour))
            picture.Values[to] = rgba[from] / (float)byte.MaxValue;
        return picture;
    }

    private static int TilesOf(int channels, bool inColour) => inColour ? 1 + channels - Colours : channels;

    // Of every value of a picture its place in RGBA, and whether it is one colour or, in gray, all three.
    private static IEnumerable<(int Value, int Byte, int Count)> Places(int channels, int height, int width, bool inColour)
    {
        var tiles = TilesOf(channels, inColour);
        for (var channel = 0; channel < channels; channel++)
        {
            var isColour = inColour && channel < Colours;
            var tile = isColour ? 0 : inColour ? channel - Colours + 1 : channel;
            for (var i = 0; i < height * width; i++)
            {
                var pixel = i / width * width * tiles + tile * width + i % width;
                yield return (channel * height * width + i, pixel * Bytes + (isColour ? channel : 0), isColour ? 1 : Colours);
            }
        }
    }

    // What is not finite has no colour; it shows as black.
    private static byte Level(float value) => float.IsFinite(value) ? (byte)Math.Clamp(MathF.Round(value * 255), 0, 255) : (byte)0;
}
