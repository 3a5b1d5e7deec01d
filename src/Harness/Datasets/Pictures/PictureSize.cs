using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Width and height of a picture file, of which only the header is decoded.</summary>
internal static class PictureSize
{
    /// <summary>The size of the picture turned upright; null where the file is no picture, which whoever decodes it says.</summary>
    /// <exception cref="InputException">The file cannot be read, or claims too many pixels; names it.</exception>
    public static (int Height, int Width)? Of(string path)
    {
        var file = InputFile.Read(path);
        if (TiffHead.Holds(file))
            return TiffHead.Of(file, path).Upright is var (width, height) ? (height, width) : null;
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is not null && !PictureLimits.Allow(codec.Info.Width, codec.Info.Height))
            throw new InputException($"{path}: {PictureLimits.Refusal(codec.Info.Width, codec.Info.Height)}");
        return codec is null ? null : codec.EncodedOrigin >= SKEncodedOrigin.LeftTop
            ? (codec.Info.Width, codec.Info.Height)
            : (codec.Info.Height, codec.Info.Width);
    }
}
