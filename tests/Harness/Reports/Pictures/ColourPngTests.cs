using SkiaSharp;
using VisEval.Harness.Reports.Pictures;

namespace VisEval.Tests.Harness.Reports.Pictures;

/// <summary>What is written row by row is read back by another program's decoder.</summary>
public sealed class ColourPngTests
{
    [TestCase(1, 1)]
    [TestCase(1, 7)]
    [TestCase(5, 1)]
    [TestCase(211, 307, TestName = "Several pieces of compressed pixels, as noise does not compress")]
    public void Every_value_comes_back(int height, int width)
    {
        var values = new byte[height * width * 3];
        new Random(5).NextBytes(values);
        using var file = new MemoryStream();
        ColourPng.Write(file, height, width, (y, row) => values.AsSpan(y * row.Length, row.Length).CopyTo(row));
        using var read = SKBitmap.Decode(file.ToArray());
        Assert.That((read.Height, read.Width), Is.EqualTo((height, width)));
        Assert.That(read.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue }), Is.EqualTo(values));
    }

    [Test]
    public void A_smooth_picture_takes_a_small_part_of_its_values()
    {
        using var file = new MemoryStream();
        ColourPng.Write(file, 200, 200, (y, row) =>
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = (byte)(y / 2 + i / 6);
        });
        Assert.That(file.Length, Is.LessThan(200 * 200 * 3 / 20));
    }
}
