using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Decodes JPEG, PNG, BMP, WebP, and of GIF and TIFF files the first picture.</summary>
/// <remarks>Values are taken as stored: no colour profile is applied, and transparency is kept beside the colours, not blended, as image
/// libraries of the field do. The size is told from the head of the file and limited (<see cref="PictureLimits"/>).</remarks>
internal static class PictureFile
{
    /// <summary>What can be read, for messages.</summary>
    internal const string Kinds = "JPEG, PNG, BMP, GIF, WebP and TIFF are";
    private const int Colours = 3;
    private const int Stored = 4;

    /// <summary>Decodes a picture to R, G, B, turned upright as its EXIF orientation says.</summary>
    /// <exception cref="InputException">The file is missing, not a picture, too large, or damaged; names it.</exception>
    public static Picture Decode(string path) => Decode(Read(path), path);

    /// <summary>Decodes the bytes of a picture file.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is not a picture, too large, or damaged.</exception>
    internal static Picture Decode(byte[] file, string path)
    {
        if (TiffHead.Holds(file))
            return Tiff(file, TiffHead.Of(file, path), path);
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InputException($"{path}: not a picture that can be read; {Kinds}.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (!PictureLimits.Allow(width, height))
            throw new InputException($"{path}: {PictureLimits.Refusal(width, height)}");
        var hasAlpha = codec.Info.AlphaType != SKAlphaType.Opaque;
        var origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(file) : codec.EncodedOrigin;
        return FinePng.Holds(file)
            ? Fine(Orientation.Upright(FinePng.Read(file, path), origin))
            : Plain(codec, path, hasAlpha, origin);
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <exception cref="InputException">As for <see cref="InputFile.Read"/>.</exception>
    internal static byte[] Read(string path) => InputFile.Read(path);

    private static Picture Tiff(byte[] file, TiffHead head, string path)
    {
        if (head.Bits == 16)
            return Fine(Orientation.Upright(TiffFile.Values<ushort>(file, head, path), head.Origin));
        var stored = TiffFile.Values<byte>(file, head, path);
        return Upright(
            stored.First(Colours), stored.Channels == Stored ? new(stored.Channel(Colours), stored.Width, stored.Height, 1) : null,
            head.Origin);
    }

    private static Picture Plain(SKCodec codec, string path, bool hasAlpha, SKEncodedOrigin origin)
    {
        var (colours, alpha) = StoredPixels.Of(codec, path, hasAlpha);
        return Upright(colours, alpha, origin);
    }

    private static Picture Upright(Raster<byte> colours, Raster<byte>? alpha, SKEncodedOrigin origin)
    {
        var upright = Orientation.Upright(colours, origin);
        return new Picture(upright.Values, upright.Width, upright.Height, Colours)
        {
            Alpha = alpha is null ? null : Orientation.Upright(alpha, origin).Values,
        };
    }

    private static Picture Fine(Raster<ushort> stored)
    {
        var fine = stored.First(Colours).Values;
        return new Picture(Rounded(fine), stored.Width, stored.Height, Colours)
        {
            Fine = fine,
            Alpha = stored.Channels == Stored ? Rounded(stored.Channel(Colours)) : null,
        };
    }

    // The nearest of 256 levels, which are 257 apart.
    private static byte[] Rounded(ushort[] values) => Array.ConvertAll(values, v => (byte)((v + 128) / 257));
}
