using System.Buffers.Binary;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Pictures that claim a size are refused before a pixel is decoded.</summary>
public sealed class PictureLimitsTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    [Test]
    [CancelAfter(20_000)]
    public void A_file_of_a_few_bytes_that_claims_billions_of_pixels_is_refused_at_once()
    {
        foreach (var (name, bytes) in Claims())
        {
            var path = _folder.Write(name, bytes);
            Assert.That(
                () => PictureFile.Decode(path),
                Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: 60000×60000 pixels are too many; at most 89,478,485"));
        }
    }

    [TestCase(PictureLimits.MostPixels, 1, true)]
    [TestCase(PictureLimits.MostPixels + 1L, 1, false)]
    [TestCase(9459, 9459, true)]
    [TestCase(9460, 9460, false)]
    [TestCase(1L << 40, 1L << 40, false)]
    [TestCase(0, 5, false)]
    public void The_limit_is_that_of_the_number_of_pixels(long width, long height, bool allowed) =>
        Assert.That(PictureLimits.Allow(width, height), Is.EqualTo(allowed));

    [Test]
    public void A_narrow_picture_is_not_made_huge_by_its_shorter_side()
    {
        var path = _folder.Write("a.png", TestPictures.Encode(TestPictures.Pattern(1, 30_000, 3)));
        var crop = new Preprocessing("RGB", 1, [0, 0, 0], [1, 1, 1], Preprocessing.Crop, 224);
        Assert.That(
            () => ImageLoader.Load(path, crop, new ImageSize(3, 224, 224)),
            Throws.TypeOf<InputException>().With.Message.Contains("would be resized to 224×6720000"));
    }

    [TestCase(46000, 46000)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void An_annotated_image_has_the_same_limit(int width, int height)
    {
        var dataset = new TestDataset(_folder).With(j => j["images"]![1]!["annotationSize"]!.ReplaceWith(
            new System.Text.Json.Nodes.JsonArray(width, height)));
        Assert.That(dataset.Read, Throws.TypeOf<InputException>().With.Message.Contains($"{width}×{height} pixels are too many"));
    }

    // Heads of files: a PNG with one empty block of data, a bitmap and a GIF without pixels.
    private static IEnumerable<(string Name, byte[] Bytes)> Claims()
    {
        const int side = 60000;
        yield return ("a.png", Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAA6mAAAOpgCAIAAAAPsOIVAAAADElEQVR4nGNg"
            + "oD0AAABkAAGGZDw1AAAAAElFTkSuQmCC"));

        var bitmap = new byte[70];
        "BM"u8.CopyTo(bitmap);
        foreach (var (at, value) in new[] { (2, 70), (10, 54), (14, 40), (18, side), (22, side) })
            BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(at), value);
        (bitmap[26], bitmap[28]) = (1, 24);
        yield return ("a.bmp", bitmap);

        byte[] gif =
        [
            .. "GIF89a"u8, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 0x44, 1, 0, 0x3B,
        ];
        foreach (var at in new[] { 6, 8, 24, 26 })
            BinaryPrimitives.WriteUInt16LittleEndian(gif.AsSpan(at), side);
        yield return ("a.gif", gif);
    }
}
