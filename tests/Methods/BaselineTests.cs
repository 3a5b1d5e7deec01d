using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Shared;

namespace VisEval.Tests.Methods;

public sealed class BaselineTests
{
    private static readonly ImageSize Size = new(2, 1, 3);
    private static readonly float[] Image = [1, 2, 6, -1, -2, -3];

    [TestCase(Baseline.Zero, new float[] { 0, 0, 0, 0, 0, 0 })]
    [TestCase(Baseline.Mean, new float[] { 3, 3, 3, -2, -2, -2 })]
    [TestCase(Baseline.Black, new float[] { 1, 1, 1, -3, -3, -3 })]
    [TestCase(Baseline.White, new float[] { 6, 6, 6, -1, -1, -1 })]
    public void A_baseline_is_made_of_the_image_channel_by_channel(Baseline baseline, float[] expected) =>
        Assert.That(baseline.Of(Image, Size), Is.EqualTo(expected));

    [Test]
    public void Blur_is_the_gaussian_mean_of_the_neighbourhood_in_both_directions()
    {
        var size = new ImageSize(2, 7, 5);
        var random = Seed.Of(8).Random();
        float[] image = [.. Enumerable.Range(0, size.Length).Select(_ => (float)random.NextGaussian())];
        const double Sigma = 0.8;
        var blurred = GaussianBlur.Apply(image, size, Sigma);
        for (var i = 0; i < size.Length; i++)
        {
            var (c, y, x) = (i / size.Pixels, i % size.Pixels / size.Width, i % size.Width);
            var (sum, weight) = (0.0, 0.0);
            for (var dy = -3; dy <= 3; dy++)
                for (var dx = -3; dx <= 3; dx++)
                {
                    var w = Math.Exp(-(dy * dy + dx * dx) / (2 * Sigma * Sigma));
                    sum += w * image[(c * 7 + Math.Clamp(y + dy, 0, 6)) * 5 + Math.Clamp(x + dx, 0, 4)];
                    weight += w;
                }
            Assert.That(blurred[i], Is.EqualTo(sum / weight).Within(1e-5));
        }
    }

    [Test]
    public void Blur_of_a_constant_image_is_the_image() =>
        Assert.That(Baseline.Blur.Of([2, 2, 2, 5, 5, 5], Size), Is.EqualTo(new float[] { 2, 2, 2, 5, 5, 5 }).Within(1e-6f));
}
