using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class BlurPyramidTests
{
    private static readonly ImageSize Size = new(2, 5, 6);
    private static readonly float[] Image = Images.Random(Size, 1, seed: 1).Values.Values;

    [Test]
    public void A_mask_of_ones_is_the_image_and_of_zeros_the_strongest_blur()
    {
        var (pyramid, result) = (new BlurPyramid(Image, Size, 8, 3), new float[60]);
        pyramid.Apply([.. Enumerable.Repeat(1f, 30)], result);
        Assert.That(result, Is.EqualTo(Image).Within(1e-6f));
        pyramid.Apply(new float[30], result);
        Assert.That(result, Is.EqualTo(GaussianBlur.Apply(Image, Size, 3)));
    }

    [Test]
    public void Between_two_levels_the_image_is_a_blend_of_both()
    {
        var (pyramid, result) = (new BlurPyramid(Image, Size, 5, 2), new float[60]);
        float[] mask = [.. Enumerable.Range(0, 30).Select(i => i / 29f)];
        pyramid.Apply(mask, result);
        float[][] levels = [.. Enumerable.Range(0, 5).Select(l => l == 4 ? Image : GaussianBlur.Apply(Image, Size, 2 * (1 - l / 4.0)))];
        for (var i = 0; i < 60; i++)
        {
            var height = mask[i % 30] * 4.0;
            var level = Math.Min((int)height, 3);
            Assert.That(
                result[i],
                Is.EqualTo((level + 1 - height) * levels[level][i] + (height - level) * levels[level + 1][i]).Within(1e-5));
        }
    }

    [Test]
    public void The_way_back_agrees_with_differences()
    {
        var pyramid = new BlurPyramid(Image, Size, 8, 3);
        var random = Seed.Of(2).Random();
        float[] mask = [.. Enumerable.Range(0, 30).Select(_ => (float)random.NextDouble(0.01, 0.99))];
        float[] weights = [.. Enumerable.Range(0, 60).Select(_ => (float)random.NextGaussian())];
        double Value(float[] m)
        {
            var result = new float[60];
            pyramid.Apply(m, result);
            return result.Zip(weights, (a, b) => (double)a * b).Sum();
        }

        var gradient = new float[30];
        pyramid.Transpose(mask, weights, gradient);
        for (var i = 0; i < 30; i++)
        {
            // Towards the inside of the level's interval, where the blend is linear.
            var step = (mask[i] * 7 % 1 < 0.5 ? 1 : -1) * 0.02f;
            var moved = (float[])mask.Clone();
            moved[i] += step;
            Assert.That(gradient[i], Is.EqualTo((Value(moved) - Value(mask)) / (moved[i] - (double)mask[i])).Within(1e-3));
        }
    }
}
