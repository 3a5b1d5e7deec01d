using System.Numerics;
using System.Runtime.InteropServices;
using BitMiracle.LibTiff.Classic;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Reads TIFF files: the first picture, gray or red, green and blue, with or without opacity, of 8 or 16 bits a value.</summary>
internal static class TiffFile
{
    /// <summary>What is read, for messages.</summary>
    private const string Read = "read are gray and RGB of 8 or 16 bits, with or without alpha, not packed or by LZW, Deflate or PackBits";

    // Without c the library cuts a large strip that is not packed into several, which the head of the file knows nothing of.
    private const string Mode = "rc";

    // Tiles are a part of the picture, or of a usual size.
    private const int UsualTile = 1 << 20;

    // Nothing that is read packs more than so many bytes into one.
    private const long MostPacked = 2048;

    // None, LZW, Deflate by its two numbers, PackBits.
    private static readonly long[] Compressions = [1, 5, 8, 32946, 32773];

    // The library writes what it finds wrong to the console of the process, unless somebody listens.
    static TiffFile() => Tiff.SetErrorHandler(new Silence());

    /// <summary>The values of all channels that are colour or opacity, not turned upright: 1 or 3, and one more for opacity.</summary>
    /// <typeparam name="T">A value of the file's bits.</typeparam>
    /// <param name="file">The bytes.</param>
    /// <param name="head">What it says of itself.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is of a kind that is not read, or damaged.</exception>
    public static Raster<T> Values<T>(byte[] file, TiffHead head, string path) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        Check(head, path);
        if (head.Width * head.Height * head.Samples * head.Bits / 8 > MostPacked * file.Length)
            throw TiffHead.Damaged(path);
        try
        {
            return Stored<T>(file, head) ?? throw TiffHead.Damaged(path);
        }
        // Whatever the library trips over in a file that is not what it says.
        catch (Exception error) when (error is not (InputException or OutOfMemoryException))
        {
            throw TiffHead.Damaged(path, error);
        }
    }

    private static void Check(TiffHead head, string path)
    {
        var colours = head.Meaning == 2 ? 3 : 1;
        var what = !head.AreWhole ? $"values of {head.Bits} bits that are no whole numbers"
            : head.Bits is not (8 or 16) ? $"values of {head.Bits} bits"
            : head.Meaning is not (0 or 1 or 2) ? $"colours of the kind {head.Meaning} (palette 3, CMYK 5, YCbCr 6)"
            : !Compressions.Contains(head.Compression) ? $"the compression {head.Compression}"
            : head.Samples < colours || head.Samples > colours + 1 ? $"{head.Samples} values a pixel"
            : head.Tile is { } tile && !IsUsual(tile, head) ? $"tiles of {tile.Width}×{tile.Height} pixels"
            : null;
        if (what is not null)
            throw new InputException($"{path}: a TIFF with {what}; {Read}. Save it as PNG.");
    }

    private static bool IsUsual((long Width, long Height) tile, TiffHead head) =>
        PictureLimits.Allow(tile.Width, tile.Height) && tile.Width * tile.Height <= Math.Max(UsualTile, 4 * head.Width * head.Height);

    private static Raster<T>? Stored<T>(byte[] file, TiffHead head) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        using var tiff = Tiff.ClientOpen("picture", Mode, new MemoryStream(file, writable: false), new TiffStream());
        if (tiff is null || tiff.NumberOfStrips() < 1)
            return null;
        var (width, height, samples) = ((int)head.Width, (int)head.Height, (int)head.Samples);
        var values = new T[(long)width * height * samples];
        var (columns, rows) = head.Tile is { } tile ? ((int)tile.Width, (int)tile.Height) : (width, (int)head.StripRows);
        var planes = head.HasPlanes && samples > 1 ? samples : 1;
        var part = new byte[head.Tile is null ? tiff.StripSize() : tiff.TileSize()];
        var number = 0;
        for (var plane = 0; plane < planes; plane++)
            for (var top = 0; top < height; top += rows)
                for (var left = 0; left < width; left += columns, number++)
                {
                    var read = head.Tile is null
                        ? tiff.ReadEncodedStrip(number, part, 0, -1)
                        : tiff.ReadEncodedTile(number, part, 0, -1);
                    var (shown, inside) = (Math.Min(rows, height - top), samples / planes);
                    var row = columns * inside * Marshal.SizeOf<T>();
                    if (read < row * (head.Tile is null ? shown : rows))
                        return null;
                    for (var y = 0; y < shown; y++)
                    {
                        var stored = MemoryMarshal.Cast<byte, T>(part.AsSpan(y * row, row));
                        for (var x = 0; x < Math.Min(columns, width - left); x++)
                            for (var s = 0; s < inside; s++)
                                values[((long)(top + y) * width + left + x) * samples + plane + s] = stored[x * inside + s];
                    }
                }
        return Meant(new Raster<T>(values, width, height, samples), head);
    }

    // White as the largest value, an opacity that colours are not multiplied by, and nothing else.
    private static Raster<T> Meant<T>(Raster<T> stored, TiffHead head) where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var colours = head.Meaning == 2 ? 3 : 1;
        if (head.Meaning == 0)
            for (var i = 0; i < stored.Values.Length; i += stored.Channels)
                stored.Values[i] = T.MaxValue - stored.Values[i];
        var hasAlpha = stored.Channels > colours && head.Extra is 1 or 2;
        if (!hasAlpha)
            return stored.First(colours).ToColour();
        var alpha = stored.Channel(colours);
        var withAlpha = stored.First(colours).ToColour().With(alpha);
        return head.Extra == 1 ? withAlpha.Unmultiplied() : withAlpha;
    }

    private sealed class Silence : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
        }
    }
}
