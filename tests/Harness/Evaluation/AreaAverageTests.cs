using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Harness.Evaluation;

public class AreaAverageTests
{
    [Test]
    public void A_whole_factor_averages_blocks_and_touches_nothing_else()
    {
        var target = new Tensor([.. Enumerable.Repeat(-1f, 2 * 3 * 4)], 1, 2, 3, 4);
        var source = new Tensor([1, 3, 5, 7, 5, 7, 9, 11, 0, 0, 0, 0, 0, 8, 0, 4], 1, 2, 2, 4);
        AreaAverage.Put(source, target, 1, 2, 1, 2);
        Assert.That(target.Values, Is.EqualTo(new float[]
        {
            -1, -1, -1, -1, -1, -1, 4, 8, -1, -1, -1, -1,
            -1, -1, -1, -1, -1, -1, 2, 1, -1, -1, -1, -1,
        }));
    }

    [Test]
    public void A_broken_factor_takes_parts_of_pixels()
    {
        // Five columns to two: each is two and a half wide.
        var target = Tensor.Zeros(1, 1, 1, 2);
        AreaAverage.Put(new Tensor([1, 2, 3, 4, 5], 1, 1, 1, 5), target, 0, 0, 1, 2);
        Assert.That(target.Values, Is.EqualTo(new[] { (1 + 2 + 1.5f) / 2.5f, (1.5f + 4 + 5) / 2.5f }).Within(1e-6));
    }

    [TestCase(32, 32)]
    [TestCase(21, 22)]
    [TestCase(64, 64)]
    [TestCase(1, 1)]
    public void The_mean_stays(int height, int width)
    {
        var source = Images.Random(new ImageSize(3, 64, 64), 1, seed: 1).Values;
        var target = Tensor.Zeros(1, 3, height, width);
        AreaAverage.Put(source, target, 0, 0, height, width);
        for (var c = 0; c < 3; c++)
            Assert.That(
                target.Values.AsSpan(c * height * width, height * width).ToArray().Average(),
                Is.EqualTo(source.Values.AsSpan(c * 4096, 4096).ToArray().Average()).Within(1e-6));
    }
}
