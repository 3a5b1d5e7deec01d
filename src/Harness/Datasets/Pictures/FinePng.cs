using System.Buffers.Binary;
using System.IO.Compression;
using VisEval.Core;

namespace VisEval.Harness.Datasets.Pictures;

/// <summary>Reads PNG files of 16 bits a channel as they are; the decoder of all other pictures keeps 8 bits.</summary>
/// <remarks>W3C PNG (third edition): one zlib stream of rows, each behind the number of its filter; interlaced (Adam7), seven smaller
/// pictures one after the other.</remarks>
internal static class FinePng
{
    private const int Bytes = 2;
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    // Channels by colour type: gray; red, green, blue; gray and opacity; red, green, blue and opacity.
    private static readonly Dictionary<byte, int> ChannelsOf = new() { [0] = 1, [2] = 3, [4] = 2, [6] = 4 };

    // First column, first row, steps right, steps down of the seven passes.
    private static readonly (int X, int Y, int Right, int Down)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Whether a file is such a PNG.</summary>
    public static bool Holds(ReadOnlySpan<byte> file) =>
        file.Length > 29 && file.StartsWith(Signature) && file[12..].StartsWith("IHDR"u8) && file[24] == 16
        && ChannelsOf.ContainsKey(file[25]);

    /// <summary>Its red, green and blue, and opacity where it has one; gray is repeated.</summary>
    /// <param name="file">The bytes of a file that <see cref="Holds"/> takes, of a size that <see cref="PictureLimits"/> allow.</param>
    /// <param name="path">Where they are from, for messages.</param>
    /// <exception cref="InputException">It is damaged.</exception>
    public static Raster<ushort> Read(byte[] file, string path)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(20)));
        var (channels, isInterlaced) = (ChannelsOf[file[25]], file[28] != 0);
        var values = new ushort[(long)width * height * channels];
        try
        {
            using var rows = new ZLibStream(Data(file), CompressionMode.Decompress);
            foreach (var (x, y, right, down) in isInterlaced ? Adam7 : [(0, 0, 1, 1)])
                ReadPass(rows, values, (x, y, right, down), (width, height, channels));
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw new InputException($"{path}: the picture is damaged; replace the file.", exception);
        }
        return Colour(new Raster<ushort>(values, width, height, channels));
    }

    private static void ReadPass(
        Stream rows, ushort[] values, (int X, int Y, int Right, int Down) pass, (int Width, int Height, int Channels) size)
    {
        var columns = (size.Width - pass.X + pass.Right - 1) / pass.Right;
        if (columns <= 0)
            return;
        var step = size.Channels * Bytes;
        // A pixel's worth of zeros stands before every row.
        var (above, row) = (new byte[step + columns * step], new byte[step + columns * step]);
        for (var y = pass.Y; y < size.Height; y += pass.Down)
        {
            var filter = rows.ReadByte();
            rows.ReadExactly(row.AsSpan(step));
            Unfilter(row, above, step, filter);
            for (var i = 0; i < columns * size.Channels; i++)
            {
                var x = pass.X + i / size.Channels * pass.Right;
                values[(y * size.Width + x) * size.Channels + i % size.Channels] =
                    BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(step + i * Bytes));
            }
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
        for (long at = Signature.Length; at + 12 <= file.Length;)
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

    private static Raster<ushort> Colour(Raster<ushort> stored) => stored.Channels switch
    {
        1 => stored.ToColour(),
        2 => new Raster<ushort>(stored.Channel(0), stored.Width, stored.Height, 1).With(stored.Channel(1)),
        _ => stored,
    };
}
