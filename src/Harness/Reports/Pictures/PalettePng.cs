using System.Buffers.Binary;
using System.IO.Compression;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Pictures of few colours as PNG: one byte a pixel, which takes a third of what colours pixel by pixel take.</summary>
internal static class PalettePng
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, Divide))];

    private static uint Divide(uint rest, int bit) => (rest & 1) != 0 ? 0xEDB88320u ^ (rest >> 1) : rest >> 1;

    /// <summary>The file.</summary>
    /// <param name="indices">The colour of every pixel, row-major.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="palette">At most 256 colours.</param>
    public static byte[] Encode(ReadOnlySpan<byte> indices, int height, int width, IReadOnlyList<(byte Red, byte Green, byte Blue)> palette)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        // Eight bits an index, colours from a palette.
        (header[8], header[9]) = (8, 3);
        using var pixels = new MemoryStream();
        using (var zlib = new ZLibStream(pixels, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                // Every row starts with its filter; none, as indices have no slope.
                zlib.WriteByte(0);
                zlib.Write(indices.Slice(y * width, width));
            }
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Write(file, "IHDR"u8, header);
        Write(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { c.Red, c.Green, c.Blue })]);
        Write(file, "IDAT"u8, pixels.ToArray());
        Write(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Length, name, content, and the CRC-32 of name and content.
    private static void Write(MemoryStream file, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        var check = uint.MaxValue;
        foreach (var value in (ReadOnlySpan<byte>)[.. name, .. content])
            check = Table[(check ^ value) & 255] ^ (check >> 8);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~check);
        file.Write(number);
    }
}
