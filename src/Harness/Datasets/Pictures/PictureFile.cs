using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Decodes JPEG and PNG files.</summary>
/// <remarks>Values are taken as stored: no colour profile is applied and transparency is ignored, as image libraries of
/// the field do.</remarks>
public static class PictureFile
{
    /// <summary>Decodes a picture to R, G, B bytes, turned upright as its EXIF orientation says.</summary>
    /// <exception cref="InputException">The file is missing, not a picture, or damaged; names it.</exception>
    public static Picture Decode(string path) => Decode(Read(path), path);

    /// <summary>Decodes the bytes of a picture file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is not a picture, or damaged.</exception>
    internal static Picture Decode(byte[] file, string path)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data)
            ?? throw new InputException($"{path}: not a picture that can be read; JPEG and PNG are.");
        // No colour space asked for: the stored values come out unchanged.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var result = codec.GetPixels(info, out var rgba);
        if (result != SKCodecResult.Success)
            throw new InputException($"{path}: the picture is damaged ({result}); replace the file.");
        return Upright(rgba, info.Width, info.Height, codec.EncodedOrigin);
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <exception cref="InputException">It cannot be read; names it.</exception>
    internal static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the picture cannot be read: {FaultText.Of(exception)}", exception);
        }
    }

    private static Picture Upright(byte[] rgba, int width, int height, SKEncodedOrigin origin)
    {
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var (outWidth, outHeight) = turned ? (height, width) : (width, height);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < outHeight; y++)
            for (var x = 0; x < outWidth; x++)
            {
                var (column, row) = Source(origin, x, y, width, height);
                rgba.AsSpan((row * width + column) * 4, 3).CopyTo(pixels.AsSpan((y * outWidth + x) * 3));
            }
        return new Picture(pixels, outWidth, outHeight, 3);
    }

    // Where pixel (x, y) of the upright picture is stored (Exif 2.32, tag 274).
    private static (int Column, int Row) Source(SKEncodedOrigin origin, int x, int y, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => (width - 1 - x, y),
        SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
        SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, height - 1 - x),
        SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
        SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
        _ => (x, y),
    };
}
