using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Reads the head of a picture file: what kind it is and how large, without its pixels.</summary>
internal static class PictureHead
{
    private const int SignatureBytes = 4;

    /// <summary>Width and height of a picture, upright as its EXIF orientation says.</summary>
    /// <exception cref="InputException">The file is missing, not a picture or too large; names it.</exception>
    public static (int Width, int Height) Size(string path)
    {
        if (TiffHead.Holds(InputFile.ReadStart(path, SignatureBytes)))
            // Its head may lie anywhere in the file.
            return TiffHead.Of(InputFile.Read(path), path).Upright;
        using var file = InputFile.Open(path);
        // Skia reads on to where the pixels begin, and no further.
        using var codec = SKCodec.Create(file)
            ?? throw new InputException($"{path}: not a picture that can be read; {PictureFile.Kinds}.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (!PictureLimits.Allow(width, height))
            throw new InputException($"{path}: {PictureLimits.Refusal(width, height)}");
        var origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(path) : codec.EncodedOrigin;
        return origin >= SKEncodedOrigin.LeftTop ? (height, width) : (width, height);
    }
}
