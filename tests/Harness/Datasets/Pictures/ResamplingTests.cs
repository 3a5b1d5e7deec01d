using System.Security.Cryptography;
using VisEval.Harness.Datasets.Pictures;

namespace VisEval.Tests.Harness.Datasets.Pictures;

/// <summary>Against numbers of PIL 9.4 (<c>Image.resize((w, h), Image.BILINEAR)</c>) on the same patterns.</summary>
public sealed class ResamplingTests
{
    [TestCase(5, 3, 1, 2, 2, new byte[] { 63, 146, 143, 144 })]
    [TestCase(3, 2, 1, 5, 4, new byte[] { 0, 15, 37, 59, 74, 15, 31, 55, 78, 94, 44, 62, 90, 117, 135, 59, 78, 107, 136, 155 })]
    [TestCase(7, 5, 3, 3, 2, new byte[] { 98, 134, 129, 144, 134, 112, 145, 118, 108, 162, 96, 134, 135, 129, 124, 120, 128, 134 })]
    [TestCase(4, 4, 1, 4, 2, new byte[] { 42, 87, 132, 140, 135, 197, 149, 102 })]
    public void Small_pictures_equal_those_of_PIL(int width, int height, int channels, int newWidth, int newHeight, byte[] expected)
    {
        var resized = TestPictures.Bilinear(TestPictures.Pattern(width, height, channels), newWidth, newHeight);
        Assert.That(resized.Pixels, Is.EqualTo(expected));
        Assert.That((resized.Width, resized.Height, resized.Channels), Is.EqualTo((newWidth, newHeight, channels)));
    }

    [TestCase(227, 151, 3, 224, 224, "335d8001d4479ea925ac4ed8491945555cf9f2bdd8bcc02398fb3eacb9b0b115")]
    [TestCase(500, 333, 3, 64, 64, "86e3952f5fd9c15f9b8902d5518a72ca981ba9c28cccee48791b288409c1062d")]
    [TestCase(31, 47, 1, 224, 97, "b902751436a15bc8ba5ad04b12aec186a592fa0e41908a896383f02b388a76a5")]
    [TestCase(640, 480, 3, 341, 256, "3e19f95dbab9400d83b8486ad32edb00eb84bfbcff0efe8d3d53fe547665b987")]
    public void Large_pictures_equal_those_of_PIL_byte_for_byte(
        int width, int height, int channels, int newWidth, int newHeight, string sha256)
    {
        var resized = TestPictures.Bilinear(TestPictures.Pattern(width, height, channels), newWidth, newHeight);
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(resized.Pixels)), Is.EqualTo(sha256));
    }

    // Halving a row of four: the triangle has half-width 2 around 1 and 3, so the weights are 3:3:1 and 1:3:3 of 7.
    [Test]
    public void Shrinking_averages_as_computed_by_hand()
    {
        var row = new Picture([0, 70, 140, 210], 4, 1, 1);
        Assert.That(TestPictures.Bilinear(row, 2, 1).Pixels, Is.EqualTo(new byte[] { 50, 160 }));
    }

    // Doubling a row of two: centres at −¼, ¼, ¾, 1¼ in source pixels; the outer two are clamped.
    [Test]
    public void Growing_interpolates_as_computed_by_hand()
    {
        var row = new Picture([0, 100], 2, 1, 1);
        Assert.That(TestPictures.Bilinear(row, 4, 1).Pixels, Is.EqualTo(new byte[] { 0, 25, 75, 100 }));
    }

    [Test]
    public void The_same_size_changes_nothing()
    {
        var picture = TestPictures.Pattern(6, 5, 3);
        Assert.That(TestPictures.Bilinear(picture, 6, 5).Pixels, Is.EqualTo(picture.Pixels));
    }
}
