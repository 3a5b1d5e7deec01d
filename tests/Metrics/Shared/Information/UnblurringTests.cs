using VisEval.Core;
using VisEval.Metrics.Shared.Information;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Information;

public class UnblurringTests
{
    [Test]
    public void Between_known_pixels_values_are_linear()
    {
        // Corners 0 and the middle of the left side 1, as in the tests of the authors' program.
        var unblurring = new Unblurring(new Tensor([0, 0, 0, 1, 8, 1, 0, 0, 0], 1, 1, 3, 3));
        unblurring.Reveal([false, false, false, true, false, false, false, false, false]);
        Assert.That(Painted(unblurring, 9), Is.EqualTo(new float[] { 0, 0, 0, 1, 0.5f, 0, 0, 0, 0 }).AsCollection.Within(1e-7));
    }

    [TestCase(12, 17)]
    [TestCase(2, 9)]
    [TestCase(30, 30)]
    public void A_slope_is_seen_whole_from_the_start(int height, int width)
    {
        var image = Tensor.Zeros(1, 2, height, width);
        for (var i = 0; i < height * width; i++)
        {
            image.Values[i] = 0.25f * (i % width) - 0.5f * (i / width);
            image.Values[height * width + i] = 3 - i / width;
        }
        var unblurring = new Unblurring(image);
        var random = Seed.Of(height).Random();
        for (var round = 0; round < 4; round++)
        {
            Assert.That(Painted(unblurring, image.Length), Is.EqualTo(image.Values).AsCollection.Within(1e-5));
            unblurring.Reveal([.. Enumerable.Range(0, height * width).Select(_ => random.NextDouble() < 0.1)]);
        }
    }

    [Test]
    public void Known_pixels_show_the_image_the_others_lie_between_those_around_and_in_the_end_all_is_known()
    {
        var size = new ImageSize(3, 20, 14);
        var image = Images.Random(size, 1, seed: 6).Values;
        var random = Seed.Of(1).Random();
        var order = Enumerable.Range(0, size.Pixels).ToArray();
        random.Shuffle(order.AsSpan());
        var unblurring = new Unblurring(image);
        foreach (var count in new[] { 3, 40, 41, 200, 280 })
        {
            var mask = new bool[size.Pixels];
            foreach (var pixel in order[..count])
                mask[pixel] = true;
            unblurring.Reveal(mask);
            var painted = Painted(unblurring, size.Length);
            var (low, high) = (image.Values.Min(), image.Values.Max());
            Assert.That(painted, Has.All.InRange(low - 1e-6f, high + 1e-6f));
            for (var i = 0; i < painted.Length; i++)
                if (mask[i % size.Pixels])
                    Assert.That(painted[i], Is.EqualTo(image.Values[i]));
            Assert.That(painted.SequenceEqual(image.Values), Is.EqualTo(count == 280));
        }
    }

    [Test]
    public void A_pixel_lies_between_the_corners_of_a_triangle_round_it()
    {
        // Above the diagonal: 3 + (6 − 3)·x/3 + (12 − 6)·y/3, by the corners at (0, 0), (3, 0) and (3, 3).
        var image = Tensor.Zeros(1, 1, 4, 4);
        (image.Values[0], image.Values[3], image.Values[12], image.Values[15]) = (3, 6, 9, 12);
        var painted = Painted(new Unblurring(image), 16);
        Assert.That(painted[5], Is.EqualTo(6).Within(1e-6), "on the diagonal from 3 to 12");
        Assert.That(painted[2], Is.EqualTo(5).Within(1e-6), "on the upper side");
        Assert.That(painted[6], Is.EqualTo(7).Within(1e-6), "x = 2, y = 1");
    }

    private static float[] Painted(Unblurring unblurring, int length)
    {
        var painted = new float[length];
        unblurring.Paint(painted);
        return painted;
    }
}
