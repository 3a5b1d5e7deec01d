using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Decodes JPEG, PNG, BMP, GIF (its first picture) and WebP files.</summary>
/// <remarks>Values are taken as stored: no colour profile is applied, and transparency is kept beside the colours, not blended, as image
/// libraries of the field do. The size is told from the head of the file and limited (<see cref="PictureLimits"/>).</remarks>
public static class PictureFile
{
    /// <summary>What can be read, for messages.</summary>
    internal const string Kinds = "JPEG, PNG, BMP, GIF and WebP are";
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
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data) ?? throw new InputException($"{path}: not a picture that can be read; {Kinds}.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (!PictureLimits.Allow(width, height))
            throw new InputException($"{path}: {PictureLimits.Refusal(width, height)}");
        var hasAlpha = codec.Info.AlphaType != SKAlphaType.Opaque;
        var origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(file) : codec.EncodedOrigin;
        return FinePng.Holds(file)
            ? Fine(Orientation.Upright(FinePng.Read(file, path), origin))
            : Plain(Orientation.Upright(new Raster<byte>(Pixels(codec, path), width, height, Stored), origin), hasAlpha);
    }

    /// <summary>The bytes of a picture file.</summary>
    /// <exception cref="InputException">As for <see cref="InputFile.Read"/>.</exception>
    internal static byte[] Read(string path) => InputFile.Read(path);

    /// <summary>A PNG of a picture, without its transparency.</summary>
    internal static byte[] ToPng(Picture picture)
    {
        var opaque = Enumerable.Repeat(byte.MaxValue, picture.Width * picture.Height).ToArray();
        var info = new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var image = SKImage.FromPixelCopy(info, picture.Bytes.With(opaque).Values, info.RowBytes);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    // No colour space asked for: the stored values come out unchanged.
    private static byte[] Pixels(SKCodec codec, string path)
    {
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        var result = codec.GetPixels(info, out var pixels);
        return result == SKCodecResult.Success
            ? pixels
            : throw new InputException($"{path}: the picture is damaged ({result}); replace the file.");
    }

    private static Picture Plain(Raster<byte> rgba, bool hasAlpha) =>
        new(rgba.First(Colours).Values, rgba.Width, rgba.Height, Colours) { Alpha = hasAlpha ? rgba.Channel(Colours) : null };

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
