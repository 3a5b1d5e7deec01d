using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness;

/// <summary>A bitmap as the file that holds its pixels: named by its content, as a picture from a file is.</summary>
internal static class BitmapBytes
{
    /// <summary>The bitmap as PNG of eight bits a channel, without other loss.</summary>
    /// <param name="bitmap">The bitmap.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">It has no pixels, or a colour type that cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">It was disposed of.</exception>
    public static byte[] Png(SKBitmap bitmap, string name)
    {
        ArgumentNullException.ThrowIfNull(bitmap);
        // The native code behind a bitmap that is gone ends the process.
        ObjectDisposedException.ThrowIf(bitmap.Handle == 0, bitmap);
        var alpha = bitmap.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var bytes = new SKImageInfo(bitmap.Width, bitmap.Height, SKColorType.Rgba8888, alpha, bitmap.ColorSpace);
        using var pixels = new SKBitmap(bytes);
        using var given = bitmap.PeekPixels();
        // Of some colour types the encoder takes the bytes for another's.
        if (given is null || !given.ReadPixels(bytes, pixels.GetPixels(), pixels.RowBytes))
            throw new InputException($"{name}: a bitmap without pixels, or of a colour type that cannot be read ({bitmap.ColorType}).");
        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
