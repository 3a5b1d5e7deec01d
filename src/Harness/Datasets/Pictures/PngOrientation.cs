using System.Buffers.Binary;
using SkiaSharp;
using VisEval.Harness.Input;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>The orientation in a PNG's <c>eXIf</c> chunk, which the decoder of pictures does not read (that of JPEG and WebP it
/// does).</summary>
/// <remarks>W3C PNG (third edition), 11.3.3.5: the chunk holds TIFF's header and directories; Exif 2.32, tag 274.</remarks>
internal static class PngOrientation
{
    private const int SignatureLength = 8, ChunkHead = 8, ChunkTail = 4, EntryLength = 12, Tag = 274;

    /// <summary>Of the bytes of a file.</summary>
    public static SKEncodedOrigin Of(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        return Of(stream);
    }

    /// <summary>Of a file, of which only the heads of its chunks are read.</summary>
    /// <exception cref="Core.InputException">It cannot be read.</exception>
    public static SKEncodedOrigin Of(string path)
    {
        using var file = InputFile.Open(path);
        return Of(file);
    }

    private static SKEncodedOrigin Of(Stream file)
    {
        Span<byte> head = stackalloc byte[ChunkHead];
        for (long at = SignatureLength; at + ChunkHead <= file.Length;)
        {
            file.Position = at;
            file.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (head[4..].SequenceEqual("eXIf"u8) && length <= file.Length - file.Position)
            {
                var exif = new byte[length];
                file.ReadExactly(exif);
                return OfTiff(exif);
            }
            at += ChunkHead + length + ChunkTail;
        }
        return SKEncodedOrigin.Default;
    }

    private static SKEncodedOrigin OfTiff(ReadOnlySpan<byte> tiff)
    {
        var isLittle = tiff.StartsWith("II*\0"u8);
        if (tiff.Length < 8 || (!isLittle && !tiff.StartsWith("MM\0*"u8)))
            return SKEncodedOrigin.Default;
        var start = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (start > tiff.Length - 2)
            return SKEncodedOrigin.Default;
        var directory = tiff[(int)start..];
        var entries = Short(directory, isLittle);
        for (var at = 2; entries > 0 && at + EntryLength <= directory.Length; at += EntryLength, entries--)
            if (Short(directory[at..], isLittle) == Tag)
                return Short(directory[(at + 8)..], isLittle) is >= 1 and <= 8 and var origin
                    ? (SKEncodedOrigin)origin
                    : SKEncodedOrigin.Default;
        return SKEncodedOrigin.Default;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
