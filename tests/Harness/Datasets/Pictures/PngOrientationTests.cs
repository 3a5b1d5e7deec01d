using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>A PNG with an eXIf chunk is turned upright, as Pillow and browsers do.</summary>
public sealed class PngOrientationTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    // Stored 3×2: a b c / d e f. Where each pixel of the upright picture comes from, by Exif 2.32.
    [TestCase(1, 3, 2, "abcdef")]
    [TestCase(2, 3, 2, "cbafed")]
    [TestCase(3, 3, 2, "fedcba")]
    [TestCase(4, 3, 2, "defabc")]
    [TestCase(5, 2, 3, "adbecf")]
    [TestCase(6, 2, 3, "daebfc")]
    [TestCase(7, 2, 3, "fcebda")]
    [TestCase(8, 2, 3, "cfbead")]
    public void Pixels_and_size_are_upright(int orientation, int width, int height, string order)
    {
        foreach (var (depth, isLittle) in new[] { (8, true), (8, false), (16, true) })
        {
            ushort[] values = [10, 20, 30, 40, 50, 60];
            var stored = values.Select(v => depth == 16 ? (ushort)(v * 257) : v).ToArray();
            var path = _folder.Write("a.png", PngFiles.WithOrientation(
                PngFiles.WithValues(stored, 2, 3, 0, depth, _ => 0), orientation, isLittle));
            var picture = PictureFile.Decode(path);
            Assert.That((picture.Width, picture.Height), Is.EqualTo((width, height)));
            Assert.That(PictureHead.Size(path), Is.EqualTo((width, height)));
            Assert.That(picture.Pixels.Chunk(3).Select(p => (int)p[0]), Is.EqualTo(order.Select(c => 10 * (c - 'a' + 1))));
            var mask = new ValueMask("a.png", [stored['c' - 'a']], []).Read(_folder.Path, height, width);
            Assert.That(mask.Values.ToList().IndexOf(RegionPixels.Object), Is.EqualTo(order.IndexOf('c')));
        }
    }

    [TestCase(0)]
    [TestCase(9)]
    public void What_is_no_orientation_turns_nothing(int orientation)
    {
        var path = _folder.Write("a.png", PngFiles.WithOrientation(
            PngFiles.WithValues([1, 2, 3, 4, 5, 6], 2, 3, 0, 8, _ => 0), orientation, true));
        Assert.That(PictureHead.Size(path), Is.EqualTo((3, 2)));
    }

    [TestCase(new byte[] { })]
    [TestCase(new byte[] { 0x49, 0x49, 42, 0 })]
    [TestCase(new byte[] { 0x49, 0x49, 42, 0, 255, 255, 255, 255 })]
    [TestCase(new byte[] { 0x49, 0x49, 42, 0, 8, 0, 0, 0, 255, 255 })]
    public void A_damaged_chunk_turns_nothing(byte[] exif)
    {
        var file = PngFiles.WithChunk(PngFiles.WithValues([1, 2, 3, 4, 5, 6], 2, 3, 0, 8, _ => 0), exif);
        Assert.That(PictureHead.Size(_folder.Write("a.png", file)), Is.EqualTo((3, 2)));
    }
}
