using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets;

namespace VisEval.Tests.Harness.Datasets;

/// <summary>What becomes of transparent pixels.</summary>
public sealed class TransparencyTests
{
    private static readonly Preprocessing Plain = new("RGB", 1, [0, 0, 0], [1, 1, 1]);
    private static readonly Preprocessing WithAlpha = new("RGBA", 1, [0, 0, 0, 0], [1, 1, 1, 1]);

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Open() => _folder = new TemporaryFolder();

    [TearDown]
    public void Close() => _folder.Dispose();

    // The colours of a transparent pixel count as they are stored: torchvision and Pillow's convert("RGB") drop the fourth channel.
    [Test]
    public void It_is_dropped_where_nothing_is_said() =>
        Assert.That(Load(Plain, 200, 100, 50, 0), Is.EqualTo(new float[] { 200, 100, 50 }));

    // (200·51 + 255·204)/255 = 244; (100·51 + 0)/255 = 20; (50·51 + 10·204)/255 = 18.
    [Test]
    public void It_is_blended_over_a_background() =>
        Assert.That(Load(Plain with { Background = [255, 0, 10] }, 200, 100, 50, 51), Is.EqualTo(new float[] { 244, 20, 18 }));

    [Test]
    public void It_is_the_fourth_channel_of_a_network_with_four() =>
        Assert.That(Load(WithAlpha, 200, 100, 50, 51), Is.EqualTo(new float[] { 200, 100, 50, 51 }));

    [Test]
    public void A_picture_without_transparency_is_no_input_of_four_channels()
    {
        var path = Write([200, 100, 50, 255], 1, SKAlphaType.Opaque);
        Assert.That(
            () => ImageLoader.Load(path, WithAlpha, new ImageSize(4, 1, 1)),
            Throws.TypeOf<InputException>().With.Message.StartsWith($"{path}: the picture has no transparency"));
    }

    // Pillow 9.4 gives (199, 0, 0, 128): colours are weighted by their opacity in 8 bits; 200 and 0 average to 100, ⌊255·100/128⌋ = 199.
    [Test]
    public void Colours_that_nobody_sees_do_not_shine_through_when_pictures_are_resized()
    {
        var path = Write([200, 0, 0, 255, 0, 100, 0, 0], 2, SKAlphaType.Unpremul);
        Assert.That(
            ImageLoader.Load(path, WithAlpha, new ImageSize(4, 1, 1)).Input.Values, Is.EqualTo(new float[] { 199, 0, 0, 128 }));
    }

    private float[] Load(Preprocessing preprocessing, byte red, byte green, byte blue, byte alpha) => ImageLoader.Load(
        Write([red, green, blue, alpha], 1, SKAlphaType.Unpremul), preprocessing,
        new ImageSize(preprocessing.ChannelCount, 1, 1)).Input.Values;

    private string Write(byte[] rgba, int width, SKAlphaType alpha)
    {
        var info = new SKImageInfo(width, rgba.Length / 4 / width, SKColorType.Rgba8888, alpha);
        using var image = SKImage.FromPixelCopy(info, rgba, info.RowBytes);
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return _folder.Write("a.png", png.ToArray());
    }
}
