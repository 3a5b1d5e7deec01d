using VisEval.Core;
using VisEval.Metrics.Shared.Fills;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class BlurTests
{
    private static IReadOnlyList<GoldenCase> Kernels => MetricGoldens.Of("RISE blur kernel");

    private static IReadOnlyList<GoldenCase> Images => MetricGoldens.Of("RISE blurred image");

    [TestCaseSource(nameof(Kernels))]
    public void The_kernel_is_that_of_RISE(GoldenCase golden)
    {
        var taps = Blur.RiseKernel.ToArray();
        Assert.That(taps.SelectMany(a => taps.Select(b => (double)a * b)),
            Is.EqualTo(golden.ExpectedRows().SelectMany(r => r)).AsCollection.Within(1e-8));
    }

    [Test]
    public void The_tails_of_the_kernel_are_folded_back()
    {
        var taps = Blur.RiseKernel.ToArray();
        Assert.That(taps.Sum(), Is.EqualTo(1).Within(1e-6));
        Assert.That(Math.Pow(taps.Max() / taps.Min(), 2), Is.EqualTo(1.14).Within(0.005));
    }

    [TestCaseSource(nameof(Images))]
    public void Blurred_images_are_those_of_RISE(GoldenCase golden)
    {
        var image = golden.Input("image");
        var blurred = Blur.Rise(new Tensor(image.Values, image.Shape));
        var expected = golden.ExpectedRows().SelectMany(r => r).ToArray();
        Assert.That(blurred.Values.Select(v => (double)v), Is.EqualTo(expected).AsCollection.Within(golden.Tolerance));
    }

    [Test]
    public void The_blur_is_the_convolution_with_zeros_outside_written_out()
    {
        var random = Seed.Of(5).Random();
        var image = new Tensor([.. Enumerable.Range(0, 2 * 7 * 15).Select(_ => (float)random.NextGaussian())], 1, 2, 7, 15);
        var blurred = Blur.Rise(image);
        var taps = Blur.RiseKernel.ToArray();
        for (var c = 0; c < 2; c++)
            for (var y = 0; y < 7; y++)
                for (var x = 0; x < 15; x++)
                {
                    var sum = 0.0;
                    for (var v = Math.Max(0, y - 5); v <= Math.Min(6, y + 5); v++)
                        for (var u = Math.Max(0, x - 5); u <= Math.Min(14, x + 5); u++)
                            sum += (double)taps[v - y + 5] * taps[u - x + 5] * image.Values[(c * 7 + v) * 15 + u];
                    Assert.That(blurred.Values[(c * 7 + y) * 15 + x], Is.EqualTo(sum).Within(1e-6));
                }
    }

    [Test]
    public void A_gaussian_blur_leaves_a_constant_image_and_spreads_a_point_evenly()
    {
        var constant = new Tensor([.. Enumerable.Repeat(3f, 12 * 9)], 1, 1, 12, 9);
        Assert.That(Blur.Gaussian(constant).Values, Is.All.EqualTo(3).Within(1e-5));

        var point = Tensor.Zeros(1, 1, 61, 61);
        point.Values[30 * 61 + 30] = 1;
        var blurred = new SaliencyMap(Blur.Gaussian(point).Values, 61, 61);
        Assert.That(blurred[30, 35] / blurred[30, 30], Is.EqualTo(Math.Exp(-0.5)).Within(1e-5));
        Assert.That(blurred[40, 30], Is.EqualTo(blurred[30, 20]).Within(1e-9));
        Assert.That(blurred.Values.Sum(v => (double)v), Is.EqualTo(1).Within(1e-5));
    }

    [Test]
    public void The_blur_of_15_pixels_is_a_cut_gaussian_over_the_mirrored_image()
    {
        const int width = 13, height = 6;
        var random = Seed.Of(6).Random();
        var image = new Tensor([.. Enumerable.Range(0, width * height).Select(_ => (float)random.NextGaussian())], 1, 1, height, width);
        double[] taps = [.. Enumerable.Range(-7, 15).Select(d => Math.Exp(-d * d / 50.0))];
        // d c b | a b c d | c b a: the outermost pixel is not repeated.
        static int Mirror(int i, int length)
        {
            while (i < 0 || i >= length)
                i = i < 0 ? -i : 2 * (length - 1) - i;
            return i;
        }
        var blurred = new SaliencyMap(Blur.Gaussian15(image).Values, height, width);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var sum = 0.0;
                for (var v = -7; v <= 7; v++)
                    for (var u = -7; u <= 7; u++)
                        sum += taps[v + 7] * taps[u + 7] * image.Values[Mirror(y + v, height) * width + Mirror(x + u, width)];
                Assert.That(blurred[y, x], Is.EqualTo(sum / Math.Pow(taps.Sum(), 2)).Within(1e-6));
            }
    }
}
