using System.IO.Compression;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>PNG files of palette indices or gray levels.</summary>
internal static class PngFiles
{
    // The pass that stores each pixel of a square of eight by eight, as the specification draws it.
    private static readonly string[] Passes =
        ["16462646", "77777777", "56565656", "77777777", "36463646", "77777777", "56565656", "77777777"];

    /// <summary>A PNG of given values; with checksums, since Skia asks for them.</summary>
    public static byte[] WithValues(
        ushort[] values, int height, int width, int type, int depth, Func<int, int> filter, bool interlaced = false)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var pass = interlaced ? '1' : '0'; pass <= (interlaced ? '7' : '0'); pass++)
            {
                bool IsOf(int y, int x) => !interlaced || Passes[y % 8][x % 8] == pass;
                Write(
                    zlib,
                    [
                        .. Enumerable.Range(0, height)
                            .Select(y => Enumerable.Range(0, width).Where(x => IsOf(y, x)).Select(x => values[y * width + x]).ToArray())
                            .Where(row => row.Length > 0),
                    ],
                    depth, filter);
            }
        byte[] header = [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, (byte)depth, (byte)type, 0, 0, (byte)(interlaced ? 1 : 0)];
        return Of(header, type == 3 ? new byte[3 * Math.Min(256, 1 << depth)] : [], packed.ToArray());
    }

    /// <summary>A PNG of a head, a palette and packed rows.</summary>
    public static byte[] Of(byte[] header, byte[] palette, byte[] data) =>
        // The data in two chunks, as encoders of larger pictures write it.
        [
            137, 80, 78, 71, 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. palette.Length > 0 ? Chunk("PLTE"u8, palette) : [],
            .. Chunk("IDAT"u8, data[..(data.Length / 2)]), .. Chunk("IDAT"u8, data[(data.Length / 2)..]), .. Chunk("IEND"u8, []),
        ];

    private static void Write(Stream zlib, ushort[][] values, int depth, Func<int, int> filter)
    {
        var step = Math.Max(1, depth / 8);
        var rows = values.Select(row => Row(row, (row.Length * depth + 7) / 8, depth)).ToArray();
        for (var y = 0; y < rows.Length; y++)
        {
            zlib.WriteByte((byte)filter(y));
            for (var i = 0; i < rows[y].Length; i++)
            {
                int a = i >= step ? rows[y][i - step] : 0, b = y > 0 ? rows[y - 1][i] : 0;
                var c = i >= step && y > 0 ? rows[y - 1][i - step] : 0;
                var nearest = new[] { a, b, c }.MinBy(p => Math.Abs(a + b - c - p));
                zlib.WriteByte((byte)(rows[y][i] - filter(y) switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest, _ => 0 }));
            }
        }
    }

    /// <summary>A PNG with an eXIf chunk that holds an orientation alone, behind the IHDR chunk.</summary>
    public static byte[] WithOrientation(byte[] png, int orientation, bool isLittle) => WithChunk(png, isLittle
        ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
        : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0]);

    /// <summary>A PNG with an eXIf chunk behind the IHDR chunk.</summary>
    public static byte[] WithChunk(byte[] png, byte[] exif)
    {
        const int header = 8 + 12 + 13;
        return [.. png[..header], .. Chunk("eXIf"u8, exif), .. png[header..]];
    }

    private static byte[] Row(ReadOnlySpan<ushort> values, int length, int depth)
    {
        var row = new byte[length];
        for (var x = 0; x < values.Length; x++)
            for (var bit = 0; bit < depth; bit++)
                if ((values[x] >> (depth - 1 - bit) & 1) == 1)
                    row[(x * depth + bit) / 8] |= (byte)(0x80 >> (x * depth + bit) % 8);
        return row;
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data) =>
        [0, 0, (byte)(data.Length >> 8), (byte)data.Length, .. name, .. data, .. Checksum([.. name, .. data])];

    // CRC-32 of the PNG specification, bit by bit.
    private static byte[] Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        crc = ~crc;
        return [(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc];
    }
}
