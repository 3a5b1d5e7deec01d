using VisEval.Core;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Core.Numerics;

public sealed class GaussianBlurTests
{
    private static readonly ImageSize Size = new(2, 7, 9);

    [TestCase(0.3)]
    [TestCase(1)]
    [TestCase(4, Description = "a kernel wider than the image")]
    public void The_transposed_blur_is_the_adjoint(double sigma)
    {
        var (x, y) = (Images.Random(Size, 1, seed: 1).Values.Values, Images.Random(Size, 1, seed: 2).Values.Values);
        var forwards = GaussianBlur.Apply(x, Size, sigma).Zip(y, (a, b) => (double)a * b).Sum();
        var backwards = GaussianBlur.Transpose(y, Size, sigma).Zip(x, (a, b) => (double)a * b).Sum();
        Assert.That(backwards, Is.EqualTo(forwards).Within(1e-4));
    }

    [TestCase(0.3)]
    [TestCase(1.2)]
    [TestCase(4, Description = "a kernel wider than the row")]
    public void The_matrix_blurs_a_row_to_the_last_bit(double sigma)
    {
        var row = Images.Random(new ImageSize(1, 1, 9), 1, seed: 4).Values.Values;
        var matrix = GaussianBlur.Matrix(9, sigma);
        float[] product = [.. Enumerable.Range(0, 9).Select(to => (float)Enumerable.Range(0, 9).Sum(i => row[i] * matrix[i * 9 + to]))];
        Assert.That(product, Is.EqualTo(GaussianBlur.Apply(row, new ImageSize(1, 1, 9), sigma)));
    }

    [Test]
    public void A_blur_is_a_weighted_mean_of_the_pixels_around()
    {
        const double Sigma = 1.2;
        var x = Images.Random(Size, 1, seed: 3).Values.Values;
        var blurred = GaussianBlur.Apply(x, Size, Sigma);
        for (var i = 0; i < x.Length; i++)
        {
            var (sum, total) = (0.0, 0.0);
            for (var dy = -4; dy <= 4; dy++)
                for (var dx = -4; dx <= 4; dx++)
                {
                    var weight = Math.Exp(-(dy * dy + dx * dx) / (2 * Sigma * Sigma));
                    sum += weight * x[i / 63 * 63 + Math.Clamp(i % 63 / 9 + dy, 0, 6) * 9 + Math.Clamp(i % 9 + dx, 0, 8)];
                    total += weight;
                }
            Assert.That(blurred[i], Is.EqualTo(sum / total).Within(1e-5));
        }
    }
}
