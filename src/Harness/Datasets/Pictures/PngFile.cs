using SkiaSharp;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Pictures and masks as PNG, without loss.</summary>
internal static class PngFile
{
    /// <summary>What the object is in a mask that is written.</summary>
    public const byte Object = 255;

    /// <summary>What is not scored in a mask that is written.</summary>
    public const byte Ignored = 128;

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

    /// <summary>A mask in gray: <see cref="Object"/>, <see cref="Ignored"/>, and 0 elsewhere.</summary>
    public static byte[] Of(RegionPixels region) => Encode(
        Array.ConvertAll(
            region.Values, v => v == RegionPixels.Object ? Object : v == RegionPixels.Ignored ? Ignored : RegionPixels.Nothing),
        new SKImageInfo(region.Width, region.Height, SKColorType.Gray8, SKAlphaType.Opaque));

    private static byte[] Encode(byte[] pixels, SKImageInfo info)
    {
        using var image = SKImage.FromPixelCopy(info, pixels, info.RowBytes);
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data?.ToArray() ?? throw new InvalidOperationException("A picture could not be written as PNG.");
    }
}
