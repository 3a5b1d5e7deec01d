using SkiaSharp;
using VisEval.Core;
using VisEval.Harness;

namespace VisEval.Tests.Harness;

/// <summary>A bitmap is the picture that it shows, whatever its pixels are stored as.</summary>
public sealed class BitmapBytesTests
{
    private static readonly SKColorType[] NoColours =
        [SKColorType.Unknown, SKColorType.Alpha8, SKColorType.Alpha16, SKColorType.AlphaF16, SKColorType.Gray8, SKColorType.R8Unorm];

    // Two channels of three.
    private static readonly SKColorType[] RedAndGreen = [SKColorType.Rg88, SKColorType.RgF16, SKColorType.Rg1616];

    private static readonly SKColorType[] Coarse = [SKColorType.Rgb565, SKColorType.Argb4444];

    private static IEnumerable<SKColorType> Types => Enum.GetValues<SKColorType>().Except(NoColours);

    [TestCaseSource(nameof(Types))]
    public void Every_colour_type_gives_the_colours_that_were_drawn(SKColorType type)
    {
        using var drawn = Drawn();
        using var bitmap = new SKBitmap(new SKImageInfo(drawn.Width, drawn.Height, type, SKAlphaType.Opaque));
        using (var from = drawn.PeekPixels())
        using (var to = bitmap.PeekPixels())
            Assert.That(from.ReadPixels(to), "SkiaSharp can draw in it");
        using var read = SKBitmap.Decode(BitmapBytes.Png(bitmap, "bitmap"));
        var tolerance = Coarse.Contains(type) ? 17 : 1;
        Assert.Multiple(() =>
        {
            for (var y = 0; y < drawn.Height; y++)
                for (var x = 0; x < drawn.Width; x++)
                {
                    var (expected, actual) = (drawn.GetPixel(x, y), read.GetPixel(x, y));
                    Assert.That((int)actual.Red, Is.EqualTo((int)expected.Red).Within(tolerance), $"red at {x}, {y}");
                    Assert.That((int)actual.Green, Is.EqualTo((int)expected.Green).Within(tolerance), $"green at {x}, {y}");
                    if (!RedAndGreen.Contains(type))
                        Assert.That((int)actual.Blue, Is.EqualTo((int)expected.Blue).Within(tolerance), $"blue at {x}, {y}");
                }
        });
    }

    [Test]
    public void A_bitmap_that_is_gone_or_empty_is_said_to_be()
    {
        var gone = Drawn();
        gone.Dispose();
        Assert.That(() => InputImage.FromBitmap(gone), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(() => InputImage.FromBitmap(null!), Throws.TypeOf<ArgumentNullException>());
        using var empty = new SKBitmap();
        Assert.That(() => InputImage.FromBitmap(empty, "nothing"), Throws.TypeOf<InputException>().With.Message.StartsWith("nothing: "));
    }

    private static SKBitmap Drawn()
    {
        var bitmap = new SKBitmap(new SKImageInfo(16, 8, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < 8; y++)
            for (var x = 0; x < 16; x++)
                bitmap.SetPixel(x, y, new SKColor((byte)(x * 17), (byte)(y * 36), (byte)(255 - x * 9 - y * 11)));
        return bitmap;
    }
}
