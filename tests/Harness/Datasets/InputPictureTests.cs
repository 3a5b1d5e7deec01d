using SkiaSharp;
using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Datasets;

public class InputPictureTests
{
    private static readonly Preprocessing Rgb = new("RGB", 1 / 255.0, [0.5, 0.4, 0.3], [0.25, 0.2, 0.5]);

    [TestCase("RGB")]
    [TestCase("BGR")]
    public void A_WebP_holds_the_pixels_without_loss(string channels)
    {
        var bytes = Enumerable.Range(0, 3 * 30).Select(i => (byte)(i * 37 % 256)).ToArray();
        var preprocessing = Rgb with { Channels = channels };
        var input = new Tensor(
            [.. bytes.Select((b, i) => (float)((b / 255.0 - preprocessing.Mean[i / 30]) / preprocessing.Std[i / 30]))], 1, 3, 5, 6);
        using var picture = SKBitmap.Decode(InputPicture.ToWebP(input, preprocessing));
        for (var i = 0; i < 30; i++)
        {
            var pixel = picture.GetPixel(i % 6, i / 6);
            byte[] stored = channels == "RGB" ? [pixel.Red, pixel.Green, pixel.Blue] : [pixel.Blue, pixel.Green, pixel.Red];
            Assert.That(stored, Is.EqualTo(new[] { bytes[i], bytes[30 + i], bytes[60 + i] }));
        }
    }

    [Test]
    public void The_more_there_is_to_see_the_longer_it_is()
    {
        var size = new ImageSize(3, 40, 40);
        var noise = Images.Random(size, 1, seed: 1).Values;
        var half = noise.Clone();
        Array.Clear(half.Values, 0, half.Length / 2);
        int Length(Tensor input) => InputPicture.ToWebP(input, Rgb).Length;
        Assert.That(Length(half), Is.GreaterThan(Length(Tensor.Zeros(noise.Shape))).And.LessThan(Length(noise)));
    }

    [Test]
    public void A_grey_input_is_a_picture_too()
    {
        using var picture =
            SKBitmap.Decode(InputPicture.ToWebP(new Tensor([0, 51, 300, -1], 1, 1, 2, 2), new Preprocessing("gray", 1, [0], [1])));
        Assert.That(
            new[] { picture.GetPixel(1, 0), picture.GetPixel(0, 1) }, Is.EqualTo(new[] { new SKColor(51, 51, 51), SKColors.White }));
    }
}
