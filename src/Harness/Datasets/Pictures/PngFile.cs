using SkiaSharp;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Pictures as PNG, without loss.</summary>
internal static class PngFile
{
    /// <summary>A picture in R, G, B.</summary>
    public static byte[] Of(Picture picture)
    {
        var rgba = new byte[4 * picture.Width * picture.Height];
        for (var i = 0; i < picture.Width * picture.Height; i++)
        {
            picture.Pixels.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[4 * i + 3] = byte.MaxValue;
        }
        return Encode(rgba, new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
    }

    /// <summary>Gray levels.</summary>
    /// <param name="levels">height × width bytes.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static byte[] OfGray(byte[] levels, int height, int width) =>
        Encode(levels, new SKImageInfo(width, height, SKColorType.Gray8, SKAlphaType.Opaque));

    private static byte[] Encode(byte[] pixels, SKImageInfo info)
    {
        using var image = SKImage.FromPixelCopy(info, pixels, info.RowBytes);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data?.ToArray() ?? throw new InvalidOperationException("A picture could not be written as PNG.");
    }
}
