using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Reads the head of a picture file: what kind it is and how large, without its pixels.</summary>
public static class PictureHead
{
    /// <summary>Width and height of a picture, upright as its EXIF orientation says.</summary>
    /// <exception cref="InputException">The file is missing or not a picture; names it.</exception>
    public static (int Width, int Height) Size(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            // Skia reads on to where the pixels begin, and no further.
            using var codec = SKCodec.Create(file)
                ?? throw new InputException($"{path}: not a picture that can be read; JPEG and PNG are.");
            var (width, height) = (codec.Info.Width, codec.Info.Height);
            return codec.EncodedOrigin >= SKEncodedOrigin.LeftTop ? (height, width) : (width, height);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: the picture cannot be read: {exception.Message}", exception);
        }
    }
}
