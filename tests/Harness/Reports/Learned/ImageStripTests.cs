using System.Text.RegularExpressions;
using SkiaSharp;
using VisEval.Harness.Reports.Learned;
using VisEval.Harness.Results.Visualizations;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Reports.Learned;

public sealed class ImageStripTests
{
    private const int Ample = 1_000_000;

    [Test]
    public void Every_image_has_its_square()
    {
        var strip = ImageStrip.Of("s", [.. Enumerable.Range(0, 5).Select(i => new SmallImage("toy", $"i{i}", One(i)))], Ample)!;
        Assert.That((strip.Columns, strip.PlaceOf("i4"), strip.PlaceOf("other")), Is.EqualTo((3, 4, -1)));
        using var sheet = Sheet(strip);
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((3 * 40, 2 * 40)));
        foreach (var place in Enumerable.Range(0, 5))
        {
            var colour = sheet.GetPixel(place % 3 * 40 + 20, place / 3 * 40 + 20);
            Assert.That((double)colour.Red, Is.EqualTo(50 * place).Within(6), $"image {place}");
        }
    }

    [Test]
    public void A_damaged_image_leaves_its_square_empty()
    {
        var strip = ImageStrip.Of("s", [new SmallImage("toy", "a", [9, 9]), new SmallImage("toy", "b", One(3))], Ample)!;
        using var sheet = Sheet(strip);
        Assert.That((sheet.GetPixel(20, 20).Alpha, sheet.GetPixel(60, 20).Alpha), Is.EqualTo(((byte)0, (byte)255)));
    }

    [Test]
    public void Squares_shrink_to_the_budget_and_without_room_there_is_no_sheet()
    {
        SmallImage[] images = [.. Enumerable.Range(0, 100).Select(i => new SmallImage("toy", $"i{i}", LearnedSamples.Noise(40, i)))];
        var ample = ImageStrip.Of("s", images, Ample)!;
        var tight = ImageStrip.Of("s", images, Bytes(ample) * 3 / 4)!;
        using var large = Sheet(ample);
        using var small = Sheet(tight);
        Assert.That(small.Width, Is.LessThan(large.Width));
        Assert.That(Bytes(tight), Is.LessThanOrEqualTo(Bytes(ample) * 3 / 4));
        Assert.That(ImageStrip.Of("s", images, 100), Is.Null);
        Assert.That(ImageStrip.Of("s", [], Ample), Is.Null);
    }

    private static byte[] One(int shade)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(40, 40, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(new SKColor((byte)(50 * shade), (byte)(50 * shade), (byte)(50 * shade)));
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static byte[] File(ImageStrip strip) =>
        Convert.FromBase64String(Regex.Match(strip.Style.Source, "base64,([^)]*)").Groups[1].Value);

    private static int Bytes(ImageStrip strip) => File(strip).Length;

    private static SKBitmap Sheet(ImageStrip strip) => SKBitmap.Decode(File(strip));
}
