using System.Buffers.Binary;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>The parts that every PNG consists of (W3C PNG, third edition, 5).</summary>
internal static class PngChunks
{
    private const byte Bits = 8;
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, Divide))];

    /// <summary>What a file begins with: that it is a PNG of 8 bits a value, its size and its kind.</summary>
    /// <param name="file">The file.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="kind">2 for red, green, blue; 3 for places in a palette.</param>
    public static void Begin(Stream file, int height, int width, byte kind)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (Bits, kind);
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Write(file, "IHDR"u8, header);
    }

    /// <summary>One part: length, name, content, and the CRC-32 of name and content.</summary>
    public static void Write(Stream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint Check(uint check, ReadOnlySpan<byte> values)
    {
        foreach (var value in values)
            check = Table[(check ^ value) & 255] ^ (check >> 8);
        return check;
    }

    private static uint Divide(uint rest, int bit) => (rest & 1) != 0 ? 0xEDB88320u ^ (rest >> 1) : rest >> 1;
}
