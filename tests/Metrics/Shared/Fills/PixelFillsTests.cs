using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Shared.Fills;

internal sealed class PixelFillsTests
{
    private static readonly Tensor Image = new([1, 2, 3, 6, -4, 0, 4, 8], 1, 2, 2, 2);

    private static readonly FakeMetricContext Context = new(new SaliencyMap([1, 2, 3, 4], 2, 2))
    {
        Image = Image,
        Grays = value => new Tensor([.. Enumerable.Repeat(value / 100f, 8)], 1, 2, 2, 2),
    };

    [Test]
    public void Zeros_are_zeros() => Assert.That(PixelFills.For(Context, PixelFill.Zero).Values, Is.EqualTo(new float[8]));

    [Test]
    public void The_mean_is_that_of_each_channel() =>
        Assert.That(PixelFills.For(Context, PixelFill.Mean).Values, Is.EqualTo(new float[] { 3, 3, 3, 3, 2, 2, 2, 2 }));

    [Test]
    public void The_minimum_is_that_of_all_channels() =>
        Assert.That(PixelFills.For(Context, PixelFill.Minimum).Values, Is.All.EqualTo(-4f));

    [Test]
    public void Darkest_and_brightest_are_those_of_each_channel()
    {
        Assert.That(PixelFills.For(Context, PixelFill.Darkest).Values, Is.EqualTo(new float[] { 1, 1, 1, 1, -4, -4, -4, -4 }));
        Assert.That(PixelFills.For(Context, PixelFill.Brightest).Values, Is.EqualTo(new float[] { 6, 6, 6, 6, 8, 8, 8, 8 }));
    }

    [Test]
    public void The_blurs_are_the_named_ones()
    {
        Assert.That(PixelFills.For(Context, PixelFill.Blur).Values, Is.EqualTo(Blur.Rise(Image).Values));
        Assert.That(PixelFills.For(Context, PixelFill.Gaussian).Values, Is.EqualTo(Blur.Gaussian(Image).Values));
        Assert.That(PixelFills.For(Context, PixelFill.Gaussian15).Values, Is.EqualTo(Blur.Gaussian15(Image).Values));
    }

    [Test]
    public void Black_and_gray_are_pictures_as_the_network_sees_them()
    {
        Assert.That(PixelFills.For(Context, PixelFill.Black).Values, Is.All.EqualTo(0f));
        Assert.That(PixelFills.For(Context, PixelFill.White).Values, Is.All.EqualTo(2.55f));
        Assert.That(PixelFills.For(Context, PixelFill.Gray).Values, Is.All.EqualTo(1.27f));
    }

    [Test]
    public void Noise_lies_between_the_extremes_and_differs_from_draw_to_draw()
    {
        var (first, again, second) = (PixelFills.For(Context, PixelFill.Noise), PixelFills.For(Context, PixelFill.Noise),
            PixelFills.For(Context, PixelFill.Noise, 1));
        Assert.That(first.Values, Is.Unique.And.All.InRange(-4f, 8f));
        Assert.That(again.Values, Is.EqualTo(first.Values));
        Assert.That(second.Values, Is.Not.EqualTo(first.Values));
    }

    [Test]
    public void Every_fill_keeps_the_image_and_its_shape([Values] PixelFill fill)
    {
        var before = (float[])Image.Values.Clone();
        Assert.That(PixelFills.For(Context, fill).Shape.ToArray(), Is.EqualTo(new[] { 1, 2, 2, 2 }));
        Assert.That(Image.Values, Is.EqualTo(before));
    }
}
