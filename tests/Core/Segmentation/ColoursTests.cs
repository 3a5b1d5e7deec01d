using VisEval.Core;

namespace VisEval.Tests.Core.Segmentation;

public sealed class ColoursTests
{
    [Test]
    public void All_channels_are_scaled_together()
    {
        var colours = Colours.Of([-1, 0, 1, 3], new ImageSize(1, 2, 2), 100);
        Assert.That(colours, Is.EqualTo(new float[] { 0, 25, 50, 100 }));
        var two = Colours.Of([-1, 0, 1, 3], new ImageSize(2, 1, 2), 100);
        Assert.That(two, Is.EqualTo(colours.Select(c => c / MathF.Sqrt(2))).Within(1e-5f));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    public void The_darkest_and_the_brightest_pixel_are_as_far_apart_whatever_the_number_of_channels(int channels)
    {
        float[] image = [.. Enumerable.Range(0, channels).SelectMany(_ => new float[] { 2, 5, 3 })];
        var colours = Colours.Of(image, new ImageSize(channels, 1, 3), 100);
        Assert.That(Math.Sqrt(Colours.Distance(colours, 3, 0, 1)), Is.EqualTo(100).Within(1e-4));
        Assert.That(Math.Sqrt(Colours.Distance(colours, 3, 0, 2)), Is.EqualTo(100 / 3.0).Within(1e-4));
    }

    [Test]
    public void A_constant_image_has_no_colours() =>
        Assert.That(Colours.Of([4, 4, 4, 4], new ImageSize(2, 1, 2), 100), Is.All.Zero);
}
