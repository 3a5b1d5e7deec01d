using VisEval.Core;
using VisEval.Methods.Shared.Resampling;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Shared.Resampling;

public sealed class ScaleSpaceTests
{
    // Wide and high enough for every width of vectors, and for what is left over.
    private static readonly ImageSize Size = new(2, 70, 75);
    private static readonly float[] Image = Images.Random(Size, 1, seed: 3).Values.Values;

    // 0.37 and 0.38 are cut at 1 and at 2 pixels; 20 reaches over the whole image.
    [TestCase(0.3, 0.01)]
    [TestCase(0.37, 0.01)]
    [TestCase(1.1, 0.5)]
    [TestCase(20, 0.01)]
    public void An_image_is_blurred_and_its_change_is_the_difference_of_two_blurs(double sigma, double step)
    {
        var (blurred, change) = (new float[Size.Length], new float[Size.Length]);
        new ScaleSpace(Image, Size).At(sigma, step, blurred, change);
        var (near, far) = (Blur(Image, Size, sigma), Blur(Image, Size, sigma + step));
        Assert.That(blurred, Is.EqualTo(near).Within(1e-6));
        Assert.That(change, Is.EqualTo(near.Zip(far, (low, high) => (high - low) / step)).Within(1e-5));
    }

    [Test]
    public void No_blur_is_the_image_itself_and_buffers_are_cleared_between_scales()
    {
        var scales = new ScaleSpace(Image, Size);
        var (blurred, change) = (new float[Size.Length], new float[Size.Length]);
        scales.At(3, 0.01, blurred, change);
        scales.At(0, 0.01, blurred, change);
        Assert.That(blurred, Is.EqualTo(Image));
        Assert.That(change, Has.All.Zero);
    }

    [Test]
    public void Beyond_the_border_is_zero()
    {
        var size = new ImageSize(1, 1, 3);
        var (blurred, change) = (new float[3], new float[3]);
        new ScaleSpace([1, 1, 1], size).At(0.25, 0.001, blurred, change);
        var side = Math.Exp(-8);
        var middle = 1 / (1 + 2 * side);
        Assert.That(
            blurred,
            Is.EqualTo(new[] { middle * (middle + side * middle), middle, middle * (middle + side * middle) }).Within(1e-6));
    }

    /// <summary>The definition in two dimensions, in plain loops.</summary>
    internal static double[] Blur(float[] image, ImageSize size, double sigma)
    {
        var radius = (int)Math.Floor(4 * sigma + 0.5);
        double Weight(int d) => d == 0 ? 1 : Math.Exp(-0.5 * (d / sigma) * (d / sigma));
        var total = Enumerable.Range(-radius, 2 * radius + 1).Sum(Weight);
        double[] weights = [.. Enumerable.Range(0, radius + 1).Select(d => Weight(d) / total)];
        var result = new double[image.Length];
        for (var c = 0; c < size.Channels; c++)
            for (var y = 0; y < size.Height; y++)
                for (var x = 0; x < size.Width; x++)
                    for (var v = Math.Max(0, y - radius); v <= Math.Min(size.Height - 1, y + radius); v++)
                        for (var u = Math.Max(0, x - radius); u <= Math.Min(size.Width - 1, x + radius); u++)
                            result[c * size.Pixels + y * size.Width + x] +=
                                weights[Math.Abs(y - v)] * weights[Math.Abs(x - u)] * image[c * size.Pixels + v * size.Width + u];
        return result;
    }
}
