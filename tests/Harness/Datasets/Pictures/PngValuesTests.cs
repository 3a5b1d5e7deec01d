using System.IO.Compression;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Palette indices and gray levels of PNG files, written here by every filter and depth.</summary>
public sealed class PngValuesTests
{
    [TestCase(3, 1)]
    [TestCase(3, 2)]
    [TestCase(3, 4)]
    [TestCase(3, 8)]
    [TestCase(0, 1)]
    [TestCase(0, 8)]
    [TestCase(0, 16)]
    public void Values_come_back_as_they_were_stored_whatever_the_filter(int type, int depth)
    {
        var random = Seed.Of(depth).Random();
        const int height = 11, width = 13;
        ushort[] values = [.. Enumerable.Range(0, height * width).Select(_ => (ushort)random.NextInt(1 << depth))];
        var file = WithValues(values, height, width, type, depth, y => y % 5);
        Assert.That(PngValues.CanRead(file));
        var read = PngValues.Read(file, "a.png");
        Assert.That((read.Height, read.Width), Is.EqualTo((height, width)));
        Assert.That(read.Values, Is.EqualTo(values));
    }

    [TestCase(2)]
    [TestCase(4)]
    [TestCase(6)]
    public void Colours_are_no_values(int type) => Assert.That(PngValues.CanRead(WithValues([0], 1, 1, type, 8, _ => 0)), Is.False);

    [Test]
    public void A_damaged_file_and_a_claimed_size_without_end_are_refused()
    {
        var file = WithValues(new ushort[100], 10, 10, 3, 8, _ => 0);
        Assert.That(() => PngValues.Read(file[..^30], "a.png"), Throws.InstanceOf<InputException>().With.Message.Contains("a.png"));
        file.AsSpan(16, 8).Fill(0x7f);
        Assert.That(() => PngValues.Read(file, "a.png"), Throws.InstanceOf<InputException>().With.Message.Contains("2139062143×2139062143"));
        var filter = WithValues(new ushort[4], 2, 2, 3, 8, y => y * 7);
        Assert.That(() => PngValues.Read(filter, "a.png"), Throws.InstanceOf<InputException>().With.Message.Contains("filter 7"));
    }

    /// <summary>A PNG of given values; the checksums are left zero, since none is asked for.</summary>
    internal static byte[] WithValues(ushort[] values, int height, int width, int type, int depth, Func<int, int> filter)
    {
        var (length, step) = ((width * depth + 7) / 8, Math.Max(1, depth / 8));
        var rows = new byte[height][];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                rows[y] = Row(values.AsSpan(y * width, width), length, depth);
                zlib.WriteByte((byte)filter(y));
                for (var i = 0; i < length; i++)
                {
                    int a = i >= step ? rows[y][i - step] : 0, b = y > 0 ? rows[y - 1][i] : 0;
                    var c = i >= step && y > 0 ? rows[y - 1][i - step] : 0;
                    var nearest = new[] { a, b, c }.MinBy(p => Math.Abs(a + b - c - p));
                    zlib.WriteByte((byte)(rows[y][i] - filter(y) switch { 1 => a, 2 => b, 3 => (a + b) / 2, 4 => nearest, _ => 0 }));
                }
            }
        byte[] header = [0, 0, 0, (byte)width, 0, 0, 0, (byte)height, (byte)depth, (byte)type, 0, 0, 0];
        var data = packed.ToArray();
        // The data in two chunks, as encoders of larger pictures write it.
        return
        [
            137, 80, 78, 71, 13, 10, 26, 10, .. Chunk("IHDR"u8, header), .. Chunk("PLTE"u8, new byte[768]),
            .. Chunk("IDAT"u8, data[..(data.Length / 2)]), .. Chunk("IDAT"u8, data[(data.Length / 2)..]), .. Chunk("IEND"u8, []),
        ];
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
        [0, 0, (byte)(data.Length >> 8), (byte)data.Length, .. name, .. data, 0, 0, 0, 0];
}
