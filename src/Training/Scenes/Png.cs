using SkiaSharp;

namespace VisEval.Training.Scenes;

/// <summary>Pictures as PNG files.</summary>
internal static class Png
{
    /// <summary>A bitmap of interleaved RGB bytes.</summary>
    public static SKBitmap Bitmap(byte[] rgb, int width, int height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < width * height; i++)
            (pixels[4 * i], pixels[4 * i + 1], pixels[4 * i + 2], pixels[4 * i + 3]) = (rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 255);
        return bitmap;
    }

    /// <summary>The bytes of an RGB PNG.</summary>
    public static byte[] EncodeRgb(byte[] rgb, int width, int height)
    {
        using var bitmap = Bitmap(rgb, width, height);
        return Encode(bitmap);
    }

    /// <summary>The bytes of an 8-bit gray PNG, 255 where the mask is set and 0 elsewhere.</summary>
    public static byte[] EncodeMask(Core.PixelMask mask)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(mask.Width, mask.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < mask.Height; y++)
            for (var x = 0; x < mask.Width; x++)
                pixels[y * bitmap.RowBytes + x] = (byte)(mask[y, x] ? 255 : 0);
        return Encode(bitmap);
    }

    /// <summary>The bytes of a PNG of any bitmap.</summary>
    public static byte[] Encode(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
