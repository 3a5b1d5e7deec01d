using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>A file read a few rows at a time has the pixels of the file read at once.</summary>
public sealed class StoredPixelsTests
{
    [TestCase(SKEncodedImageFormat.Jpeg, 97, 71)]
    [TestCase(SKEncodedImageFormat.Jpeg, 3, 200)]
    [TestCase(SKEncodedImageFormat.Png, 97, 71)]
    [TestCase(SKEncodedImageFormat.Webp, 97, 71)]
    public void Has_the_pixels_of_the_whole_file(SKEncodedImageFormat format, int width, int height)
    {
        var file = TestPictures.Encode(TestPictures.Pattern(width, height, 3), format);
        using var whole = SKBitmap.Decode(file);
        Assert.That(
            PictureFile.Decode(file, "a").Pixels,
            Is.EqualTo(whole.Pixels.SelectMany(p => new[] { p.Red, p.Green, p.Blue })));
    }

    [TestCase(SKEncodedImageFormat.Jpeg)]
    [TestCase(SKEncodedImageFormat.Png)]
    public void A_file_cut_short_is_damaged(SKEncodedImageFormat format)
    {
        var file = TestPictures.Encode(TestPictures.Pattern(97, 71, 3), format);
        Assert.That(
            () => PictureFile.Decode(file[..(file.Length * 2 / 3)], "a.x"),
            Throws.TypeOf<InputException>().With.Message.StartsWith("a.x: the picture is damaged"));
    }
}
