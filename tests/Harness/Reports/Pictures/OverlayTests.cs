using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets.Pictures;
using VisEval.Harness.Reports.Pictures;
using VisEval.Tests.Harness.Datasets.Pictures;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Pictures;

public sealed class OverlayTests
{
    private static readonly SaliencyMap LeftToRight = new([0, 1, 2, 3], 1, 4);

    [Test]
    public void A_damaged_picture_has_no_thumbnail()
    {
        // The head of a PNG and nothing behind it, then no picture at all.
        Assert.That(Overlay.Thumbnail([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3], 64), Is.Null);
        Assert.That(Overlay.Thumbnail([1, 2, 3], 64), Is.Null);
    }

    [Test]
    public void Mixes_the_picture_with_the_colours_of_the_map()
    {
        using var result = SKBitmap.Decode(Overlay.Compose(ReportSamples.Picture(4, 1), LeftToRight, 0.25));
        for (var x = 0; x < 4; x++)
        {
            var (red, green, blue) = ColorMap.OfMaps[x / 3.0];
            var pixel = result.GetPixel(x, 0);
            Assert.That((int)pixel.Red, Is.EqualTo(0.75 * (x < 2 ? 255 : 0) + 0.25 * red).Within(1));
            Assert.That((int)pixel.Green, Is.EqualTo(0.25 * green).Within(1));
            Assert.That((int)pixel.Blue, Is.EqualTo(0.75 * (x < 2 ? 0 : 255) + 0.25 * blue).Within(1));
        }
    }

    [Test]
    public void Has_the_size_of_the_picture_and_leaves_it_alone_at_opacity_zero()
    {
        var png = ReportSamples.Picture(8, 6);
        using var picture = SKBitmap.Decode(png);
        using var result = SKBitmap.Decode(Overlay.Compose(png, LeftToRight, 0));
        Assert.That((result.Width, result.Height), Is.EqualTo((8, 6)));
        Assert.That(result.Pixels, Is.EqualTo(picture.Pixels));
    }

    // At the limit of size a second copy of the picture is hundreds of megabytes.
    [Test]
    public void Is_written_row_by_row_without_another_copy_of_the_picture()
    {
        var picture = TestPictures.Pattern(1500, 1500, 3);
        using var file = File.Create(Path.GetTempFileName(), 4096, FileOptions.DeleteOnClose);
        Overlay.Write(file, picture, LeftToRight);
        file.SetLength(0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Overlay.Write(file, picture, LeftToRight);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(picture.Pixels.Length / 10));
    }

    [Test]
    public void A_picture_alone_is_written_as_it_is()
    {
        var picture = TestPictures.Pattern(300, 200, 3);
        using var file = new MemoryStream();
        Overlay.Write(file, picture);
        Assert.That(PictureFile.Decode(file.ToArray(), "a.png").Pixels, Is.EqualTo(picture.Pixels));
    }

    [Test]
    public void Refuses_what_it_cannot_draw()
    {
        var png = ReportSamples.Picture(2, 2);
        Assert.That(
            () => Overlay.Compose(png, new SaliencyMap([1, 1], 1, 2)),
            Throws.TypeOf<InputException>().With.Message.Contains("degenerate:constant"));
        Assert.That(() => Overlay.Compose(png, LeftToRight, 1.5), Throws.TypeOf<InputException>());
        Assert.That(() => Overlay.Compose([1, 2, 3], LeftToRight), Throws.TypeOf<InputException>());
    }

    [Test]
    public void A_heatmap_alone_has_the_maps_colours_and_at_most_the_given_side()
    {
        using var small = SKBitmap.Decode(Overlay.Heatmap([0, 255], 1, 2, 100, ColorMap.Inferno));
        Assert.That((small.Width, small.Height), Is.EqualTo((2, 1)));
        var (red, green, blue) = ColorMap.Inferno[1];
        Assert.That(small.GetPixel(1, 0), Is.EqualTo(new SKColor(red, green, blue)));

        using var shrunk = SKBitmap.Decode(Overlay.Heatmap(new byte[20 * 10], 10, 20, 8, ColorMap.Turbo));
        Assert.That((shrunk.Width, shrunk.Height), Is.EqualTo((8, 4)));
    }
}
