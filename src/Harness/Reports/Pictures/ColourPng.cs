using System.IO.Compression;

namespace VisEval.Harness.Reports.Pictures;

/// <summary>Writes pictures in red, green and blue as PNG, row by row: never more than a few rows are in memory.</summary>
internal static class ColourPng
{
    private const int Colours = 3;

    // Compressed pixels are written in pieces of at least so many bytes.
    private const int Piece = 1 << 16;

    /// <summary>Writes the file.</summary>
    /// <param name="file">Receives it.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="fill">Given the number of a row and 3·<paramref name="width"/> bytes to write it to.</param>
    public static void Write(Stream file, int height, int width, Action<int, byte[]> fill)
    {
        PngChunks.Begin(file, height, width, kind: 2);
        var (row, above) = (new byte[Colours * width], new byte[Colours * width]);
        var (sub, up) = (new byte[row.Length + 1], new byte[row.Length + 1]);
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                fill(y, row);
                zlib.Write(Left(row, sub) <= Above(row, above, up) ? sub : up);
                if (compressed.Length >= Piece)
                    Flush(file, compressed);
                (row, above) = (above, row);
            }
        Flush(file, compressed);
        PngChunks.Write(file, "IEND"u8, []);
    }

    private static void Flush(Stream file, MemoryStream compressed)
    {
        PngChunks.Write(file, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        compressed.SetLength(0);
    }

    // PNG's filters 1 and 2 (W3C PNG, 9.2): the difference to the pixel on the left, or above. The one whose differences, as signed
    // numbers, are smaller in sum compresses better as a rule.
    private static long Left(byte[] row, byte[] filtered)
    {
        filtered[0] = 1;
        row.AsSpan(0, Colours).CopyTo(filtered.AsSpan(1));
        long sum = 0;
        for (var i = Colours; i < row.Length; i++)
            sum += Size(filtered[i + 1] = (byte)(row[i] - row[i - Colours]));
        return sum;
    }

    private static long Above(byte[] row, byte[] above, byte[] filtered)
    {
        filtered[0] = 2;
        long sum = 0;
        for (var i = 0; i < row.Length; i++)
            sum += Size(filtered[i + 1] = (byte)(row[i] - above[i]));
        return sum;
    }

    private static int Size(byte difference) => Math.Abs((int)(sbyte)difference);
}
