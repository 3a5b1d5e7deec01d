using SkiaSharp;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The pixels of a picture file as they are stored.</summary>
internal static class StoredPixels
{
    private const int Colours = 3;
    private const int Decoded = 4;
    private const int Band = 32;

    /// <summary>Red, green and blue, and the opacity where there is one, not turned upright.</summary>
    /// <remarks>The decoder gives four bytes a pixel. A format that can be read from top to bottom is decoded a few rows at a time, so
    /// that these are never in memory for all of the picture.</remarks>
    /// <param name="codec">The opened file, of a size that <see cref="PictureLimits"/> allow.</param>
    /// <param name="path">Where it is from, for messages.</param>
    /// <param name="hasAlpha">Whether the opacity is asked for.</param>
    /// <exception cref="InputException">It is damaged.</exception>
    public static (Raster<byte> Colours, Raster<byte>? Alpha) Of(SKCodec codec, string path, bool hasAlpha)
    {
        // No colour space asked for: the stored values come out unchanged.
        var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        return codec.StartScanlineDecode(info) == SKCodecResult.Success && codec.ScanlineOrder == SKCodecScanlineOrder.TopDown
            ? InBands(codec, info, path, hasAlpha)
            : AtOnce(codec, info, path, hasAlpha);
    }

    // Memory for the result is taken when the file has shown that it is sound.
    private static (Raster<byte> Colours, Raster<byte>? Alpha) AtOnce(SKCodec codec, SKImageInfo info, string path, bool hasAlpha)
    {
        var result = codec.GetPixels(info, out var pixels);
        if (result != SKCodecResult.Success)
            throw Damaged(path, result);
        var (colours, alpha) = Empty(info, hasAlpha);
        Split(pixels, 0, colours.Values, alpha?.Values);
        return (colours, alpha);
    }

    private static (Raster<byte> Colours, Raster<byte>? Alpha) InBands(SKCodec codec, SKImageInfo info, string path, bool hasAlpha)
    {
        var (colours, alpha) = Empty(info, hasAlpha);
        using var band = new SKBitmap(info.WithSize(info.Width, Math.Min(Band, info.Height)));
        for (var y = 0; y < info.Height; y += band.Height)
        {
            var rows = Math.Min(band.Height, info.Height - y);
            if (codec.GetScanlines(band.GetPixels(), rows, band.RowBytes) != rows)
                throw Damaged(path, SKCodecResult.IncompleteInput);
            Split(band.GetPixelSpan()[..(rows * band.RowBytes)], y * info.Width, colours.Values, alpha?.Values);
        }
        return (colours, alpha);
    }

    private static InputException Damaged(string path, SKCodecResult result) =>
        new($"{path}: the picture is damaged ({result}); replace the file.");

    private static (Raster<byte> Colours, Raster<byte>? Alpha) Empty(SKImageInfo info, bool hasAlpha) => (
        new Raster<byte>(new byte[Colours * info.Width * info.Height], info.Width, info.Height, Colours),
        hasAlpha ? new Raster<byte>(new byte[info.Width * info.Height], info.Width, info.Height, 1) : null);

    private static void Split(ReadOnlySpan<byte> decoded, int first, byte[] colours, byte[]? alpha)
    {
        for (var i = 0; i < decoded.Length / Decoded; i++)
        {
            decoded.Slice(Decoded * i, Colours).CopyTo(colours.AsSpan(Colours * (first + i)));
            if (alpha is not null)
                alpha[first + i] = decoded[Decoded * i + Colours];
        }
    }
}
