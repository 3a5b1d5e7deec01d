using System.Buffers.Binary;
using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>PNG files of 16 bits, written by a naive twin with every filter.</summary>
public sealed class FinePngTests
{
    private const int Width = 11;
    private const int Height = 9;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [TestCase(0, 1, false)]
    [TestCase(2, 3, false)]
    [TestCase(4, 2, false)]
    [TestCase(6, 4, false)]
    [TestCase(0, 1, true)]
    [TestCase(6, 4, true)]
    public void Every_kind_is_read_without_loss(byte type, int channels, bool interlaced)
    {
        var picture = PictureFile.Decode(_folder.Write("a.png", Png(type, channels, interlaced)));
        Assert.That((picture.Width, picture.Height, picture.Channels), Is.EqualTo((Width, Height, 3)));
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                for (var c = 0; c < 3; c++)
                {
                    var stored = Value(x, y, channels < 3 ? 0 : c);
                    Assert.That(picture.Fine![(y * Width + x) * 3 + c], Is.EqualTo(stored));
                    Assert.That(picture[y, x, c], Is.EqualTo((byte)Math.Round(stored / 257.0)));
                }
        var alpha = channels is 2 or 4 ? (byte?)Math.Round(Value(3, 2, channels - 1) / 257.0) : null;
        Assert.That(picture.Alpha?[2 * Width + 3], Is.EqualTo(alpha));
    }

    [Test]
    public void The_network_sees_the_stored_values_unrounded()
    {
        var path = _folder.Write("a.png", Png(0, 1, false));
        var input = ImageLoader.Load(path, new Preprocessing("gray", 1, [0], [1]), new ImageSize(1, Height, Width)).Input;
        Assert.That(input.Values[4 * Width + 7], Is.EqualTo((float)(Value(7, 4, 0) / 257.0)));
        Assert.That(input.Values.Distinct().Count(), Is.EqualTo(Width * Height));
    }

    [Test]
    public void Resizing_keeps_more_than_8_bits()
    {
        var row = new Raster<ushort>([0, 100], 2, 1, 1);
        Assert.That(
            Resampling.Resize(row, 4, 1, Interpolation.All[Interpolation.Default]).Values, Is.EqualTo(new ushort[] { 0, 25, 75, 100 }));
    }

    [Test]
    public void A_file_that_is_cut_off_is_damaged()
    {
        var path = _folder.Write("a.png", Png(2, 3, false)[..80]);
        Assert.That(
            () => PictureFile.Decode(path), Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: the picture is damaged"));
    }

    private static ushort Value(int x, int y, int channel) => (ushort)((x * 6007 + y * 257 * 31 + channel * 9001 + x * y * 13) & 0xFFFF);

    private static byte[] Png(byte type, int channels, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9], header[12]) = (16, type, (byte)(interlaced ? 1 : 0));
        using var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            if (!interlaced)
                Rows(zlib, [.. Enumerable.Range(0, Width)], [.. Enumerable.Range(0, Height)], channels);
            else
                // The passes of Adam7, by the pixels of an 8×8 square that belong to each.
                for (var pass = 1; pass <= 7; pass++)
                    Rows(zlib, Places(pass, Width, 0), Places(pass, Height, 1), channels);
        }
        using var file = new MemoryStream();
        file.Write([137, 80, 78, 71, 13, 10, 26, 10]);
        Chunk(file, "IHDR"u8, header);
        // In two parts, as encoders may.
        Chunk(file, "IDAT"u8, data.ToArray()[..10]);
        Chunk(file, "IDAT"u8, data.ToArray()[10..]);
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static int[] Places(int pass, int length, int axis)
    {
        int[][] columns = [[0], [4], [0, 4], [2, 6], [0, 2, 4, 6], [1, 3, 5, 7], [0, 1, 2, 3, 4, 5, 6, 7]];
        int[][] rows = [[0], [0], [4], [0, 4], [2, 6], [0, 2, 4, 6], [1, 3, 5, 7]];
        return [.. Enumerable.Range(0, length).Where(i => (axis == 0 ? columns : rows)[pass - 1].Contains(i % 8))];
    }

    // The filters in turn.
    private static void Rows(Stream stream, int[] columns, int[] rows, int channels)
    {
        if (columns.Length == 0)
            return;
        byte[] above = new byte[columns.Length * channels * 2];
        var step = channels * 2;
        foreach (var (y, place) in rows.Select((y, i) => (y, i)))
        {
            byte[] row =
            [
                .. columns.SelectMany(x => Enumerable.Range(0, channels).Select(c => Value(x, y, c)))
                    .SelectMany(v => new[] { (byte)(v >> 8), (byte)v }),
            ];
            var filter = place % 5;
            stream.WriteByte((byte)filter);
            for (var i = 0; i < row.Length; i++)
            {
                int left = i >= step ? row[i - step] : 0, up = above[i], corner = i >= step ? above[i - step] : 0;
                int[] predicted = [0, left, up, (left + up) / 2, Nearest(left + up - corner, left, up, corner)];
                stream.WriteByte((byte)(row[i] - predicted[filter]));
            }
            above = row;
        }
    }

    private static int Nearest(int guess, params int[] values) => values.MinBy(v => Math.Abs(guess - v));

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        var check = uint.MaxValue;
        foreach (var value in (ReadOnlySpan<byte>)[.. name, .. content])
        {
            check ^= value;
            for (var bit = 0; bit < 8; bit++)
                check = (check & 1) != 0 ? 0xEDB88320u ^ (check >> 1) : check >> 1;
        }
        BinaryPrimitives.WriteUInt32BigEndian(number, ~check);
        file.Write(number);
    }
}
