using System.Buffers.Binary;
using System.IO.Compression;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>What the head of a PNG file says.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Depth">Bits a channel.</param>
/// <param name="ColourType">0 gray, 2 colour, 3 palette, 4 gray and opacity, 6 colour and opacity.</param>
/// <param name="IsInterlaced">Whether the pixels stand in the order of Adam7.</param>
internal readonly record struct PngHead(uint Width, uint Height, byte Depth, byte ColourType, bool IsInterlaced)
{
    private static ReadOnlySpan<byte> Signature => [137, 80, 78, 71, 13, 10, 26, 10];

    /// <summary>The head of a file; null where it is no PNG.</summary>
    public static PngHead? Of(ReadOnlySpan<byte> file) =>
        file.Length > 29 && file.StartsWith(Signature) && file[12..].StartsWith("IHDR"u8)
            ? new PngHead(
                BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]), file[24], file[25],
                file[28] != 0)
            : null;
}

/// <summary>Where the pixels of a stored row belong: every <paramref name="Right"/>-th column from <paramref name="X"/> on in row
/// <paramref name="Y"/>.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The row.</param>
/// <param name="Right">The distance of two pixels.</param>
/// <param name="Columns">How many pixels there are.</param>
internal readonly record struct PngPlace(int X, int Y, int Right, int Columns);

/// <summary>The rows that a PNG file stores, unpacked.</summary>
/// <remarks>W3C PNG (third edition): one zlib stream of rows, each behind the number of its filter; interlaced (Adam7), seven smaller
/// pictures one after the other.</remarks>
internal static class PngRows
{
    private const int SignatureLength = 8;

    // First column, first row, steps right, steps down of the seven passes.
    private static readonly (int X, int Y, int Right, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Receives a row.</summary>
    /// <param name="row">The bytes of its pixels, the first pixel in the highest bits.</param>
    /// <param name="place">Where they belong.</param>
    public delegate void Receiver(ReadOnlySpan<byte> row, PngPlace place);

    /// <summary>Reads all rows.</summary>
    /// <param name="file">The bytes of a PNG of a size that <see cref="PictureLimits"/> allow.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <param name="bits">The bits of a pixel.</param>
    /// <param name="receive">Takes each row.</param>
    /// <exception cref="InputException">It is damaged.</exception>
    public static void Read(byte[] file, string path, int bits, Receiver receive)
    {
        var head = PngHead.Of(file)!.Value;
        try
        {
            using var rows = new ZLibStream(Data(file), CompressionMode.Decompress);
            foreach (var pass in head.IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
                ReadPass(rows, pass, ((int)head.Width, (int)head.Height), bits, receive);
        }
        // A stream that asks for a dictionary is an IOException of its own.
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new InputException($"{path}: the picture is damaged; replace the file.", exception);
        }
    }

    private static void ReadPass(
        Stream rows, (int X, int Y, int Right, int Down) pass, (int Width, int Height) size, int bits, Receiver receive)
    {
        var columns = (size.Width - pass.X + pass.Right - 1) / pass.Right;
        if (columns <= 0)
            return;
        var step = Math.Max(1, bits / 8);
        var length = (int)(((long)columns * bits + 7) / 8);
        // A pixel's worth of zeros stands before every row.
        var (above, row) = (new byte[step + length], new byte[step + length]);
        for (var y = pass.Y; y < size.Height; y += pass.Down)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row.AsSpan(step));
            Unfilter(row, above, step, filter);
            receive(row.AsSpan(step), new PngPlace(pass.X, y, pass.Right, columns));
            (above, row) = (row, above);
        }
    }

    // Every byte was stored as a difference from what the bytes to the left, above, and above left predict.
    private static void Unfilter(byte[] row, byte[] above, int step, int filter)
    {
        for (var i = step; i < row.Length; i++)
            row[i] += (byte)(filter switch
            {
                0 => 0,
                1 => row[i - step],
                2 => above[i],
                3 => (row[i - step] + above[i]) / 2,
                4 => Paeth(row[i - step], above[i], above[i - step]),
                _ => throw new InvalidDataException($"there is no row filter {filter}"),
            });
    }

    private static int Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }

    private static MemoryStream Data(byte[] file)
    {
        var data = new MemoryStream();
        for (long at = SignatureLength; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((int)at));
            if (at + 12 + length > file.Length)
                break;
            if (file.AsSpan((int)at + 4).StartsWith("IDAT"u8))
                data.Write(file, (int)at + 8, (int)length);
            at += 12 + length;
        }
        data.Position = 0;
        return data;
    }
}
