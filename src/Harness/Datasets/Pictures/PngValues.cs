using System.Buffers.Binary;
using System.IO.Compression;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The numbers a PNG file stores: palette indices, or gray levels. Decoders of pictures give the colours instead.</summary>
/// <remarks>W3C PNG (third edition): the rows are zlib data, each behind the number of its filter. One channel of 1, 2, 4, 8 or 16 bits;
/// rows in their order (not interlaced).</remarks>
/// <param name="Values">height × width numbers.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
internal sealed record PngValues(ushort[] Values, int Height, int Width)
{
    private const int HeaderLength = 13;
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>Whether a file is a PNG of palette indices or gray levels.</summary>
    public static bool CanRead(ReadOnlySpan<byte> file) =>
        file.Length > 29 && file.StartsWith(Signature) && file[12..].StartsWith("IHDR"u8) && file[25] is 0 or 3;

    /// <summary>Reads a file that <see cref="CanRead"/> takes.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is damaged, interlaced or too large.</exception>
    public static PngValues Read(byte[] file, string path)
    {
        var header = file.AsSpan(16, HeaderLength);
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        var depth = header[8];
        if (width > 0 && height > 0 && !PictureLimits.Allow(width, height))
            throw new InputException($"{path}: {PictureLimits.Refusal(width, height)}");
        if (width == 0 || height == 0 || depth is not (1 or 2 or 4 or 8 or 16))
            throw new InputException($"{path}: a PNG of {width}×{height} pixels and {depth} bits cannot be read.");
        if (header[12] != 0)
            throw new InputException($"{path}: the PNG is interlaced; store it without interlacing.");
        var rowLength = (int)((width * (ulong)depth + 7) / 8);
        var rows = Inflate(file, (int)height * (long)(rowLength + 1), path);
        var step = Math.Max(1, depth / 8);
        for (var y = 0; y < height; y++)
            Unfilter(rows, y, rowLength + 1, step, path);
        return new PngValues(Unpack(rows, (int)height, (int)width, rowLength + 1, depth), (int)height, (int)width);
    }

    private static byte[] Inflate(byte[] file, long length, string path)
    {
        using var packed = new MemoryStream();
        for (long at = Signature.Length; at + 12 <= file.Length;)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + size > file.Length)
                break;
            if (file.AsSpan((int)at + 4).StartsWith("IDAT"u8))
                packed.Write(file, (int)at + 8, (int)size);
            at += 12 + size;
        }
        packed.Position = 0;
        var rows = new byte[length];
        try
        {
            using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
            zlib.ReadExactly(rows);
            return rows;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new InputException($"{path}: the picture is damaged: {FaultText.Of(exception)}.", exception);
        }
    }

    // Every byte was stored as a difference from what the bytes to the left (a), above (b) and above left (c) predict.
    private static void Unfilter(byte[] rows, int y, int stride, int step, string path)
    {
        var row = rows.AsSpan(y * stride, stride);
        var above = y > 0 ? rows.AsSpan((y - 1) * stride, stride) : default;
        for (var i = 1; i < stride; i++)
        {
            int a = i > step ? row[i - step] : 0, b = y > 0 ? above[i] : 0, c = y > 0 && i > step ? above[i - step] : 0;
            row[i] += (byte)(row[0] switch
            {
                0 => 0,
                1 => a,
                2 => b,
                3 => (a + b) / 2,
                4 => Paeth(a, b, c),
                var other => throw new InputException($"{path}: the picture is damaged: row {y} has the filter {other}."),
            });
        }
    }

    private static int Paeth(int a, int b, int c)
    {
        var (pa, pb, pc) = (Math.Abs(b - c), Math.Abs(a - c), Math.Abs(a + b - 2 * c));
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    private static ushort[] Unpack(byte[] rows, int height, int width, int stride, int depth)
    {
        var values = new ushort[height * width];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan(y * stride + 1, stride - 1);
            for (var x = 0; x < width; x++)
                values[y * width + x] = depth == 16
                    ? BinaryPrimitives.ReadUInt16BigEndian(row[(2 * x)..])
                    : (ushort)(row[x * depth / 8] >> (8 - depth - x * depth % 8) & (1 << depth) - 1);
        }
        return values;
    }
}
