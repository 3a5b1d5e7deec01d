using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Tests.Metrics.Shared;

public class FillTests
{
    private static readonly Tensor Image = new([1, 2, 3, 6, -4, 0, 4, 8], 1, 2, 2, 2);

    [Test]
    public void Zeros_are_zeros() => Assert.That(Fill.For(Image, PixelFill.Zero).Values, Is.EqualTo(new float[8]));

    [Test]
    public void The_mean_is_that_of_each_channel() =>
        Assert.That(Fill.For(Image, PixelFill.Mean).Values, Is.EqualTo(new float[] { 3, 3, 3, 3, 2, 2, 2, 2 }));

    [Test]
    public void The_minimum_is_that_of_all_channels() =>
        Assert.That(Fill.For(Image, PixelFill.Minimum).Values, Is.All.EqualTo(-4f));

    [Test]
    public void The_blurs_are_the_named_ones()
    {
        Assert.That(Fill.For(Image, PixelFill.Blur).Values, Is.EqualTo(Blur.Rise(Image).Values));
        Assert.That(Fill.For(Image, PixelFill.Gaussian).Values, Is.EqualTo(Blur.Gaussian(Image).Values));
    }

    [Test]
    public void Every_fill_keeps_the_image_and_its_shape([Values] PixelFill fill)
    {
        var before = (float[])Image.Values.Clone();
        Assert.That(Fill.For(Image, fill).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 2, 2 }));
        Assert.That(Image.Values, Is.EqualTo(before));
    }
}
