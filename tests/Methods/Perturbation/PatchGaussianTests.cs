using MathNet.Numerics.LinearAlgebra;
using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

public sealed class PatchGaussianTests
{
    private static readonly ImageSize Size = new(2, 12, 10);

    [Test]
    public void The_covariance_is_the_sum_over_all_pairs_at_a_displacement()
    {
        var image = Smooth(Size, seed: 5);
        var gaussian = new PatchGaussian(image, Size, window: 2, patch: 4);
        for (var c = 0; c < 2; c++)
        {
            var channel = image[(c * 120)..(c * 120 + 120)];
            double mean = channel.Average();
            for (var dy = -3; dy <= 3; dy++)
                for (var dx = -3; dx <= 3; dx++)
                {
                    var sum = 0.0;
                    for (var y = 0; y < 12; y++)
                        for (var x = 0; x < 10; x++)
                            if (y + dy is >= 0 and < 12 && x + dx is >= 0 and < 10)
                                sum += (channel[y * 10 + x] - mean) * (channel[(y + dy) * 10 + x + dx] - mean);
                    Assert.That(gaussian.Covariance(c, dy, dx), Is.EqualTo(sum / 120).Within(1e-6), $"{c} {dy} {dx}");
                }
        }
    }

    [Test]
    public void Of_several_images_mean_and_covariance_are_the_means_over_them()
    {
        float[][] images = [Smooth(Size, seed: 11), Smooth(Size, seed: 12), [.. Smooth(Size, seed: 13).Select(v => v + 3)]];
        var samples = new Tensor([.. images.SelectMany(i => i)], 3, 2, 12, 10);
        var gaussian = new PatchGaussian(Smooth(Size, seed: 14), Size, window: 2, patch: 4, samples);
        for (var c = 0; c < 2; c++)
        {
            var channels = images.Select(i => i[(c * 120)..(c * 120 + 120)]).ToList();
            var mean = channels.Average(channel => channel.Average(v => (double)v));
            for (var dy = -3; dy <= 3; dy++)
                for (var dx = -3; dx <= 3; dx++)
                {
                    var sum = 0.0;
                    foreach (var channel in channels)
                        for (var y = 0; y < 12; y++)
                            for (var x = 0; x < 10; x++)
                                if (y + dy is >= 0 and < 12 && x + dx is >= 0 and < 10)
                                    sum += (channel[y * 10 + x] - mean) * (channel[(y + dy) * 10 + x + dx] - mean);
                    Assert.That(gaussian.Covariance(c, dy, dx), Is.EqualTo(sum / 360).Within(1e-5), $"{c} {dy} {dx}");
                }
        }
    }

    [TestCase(5, 4, 4, 3, Description = "in the middle")]
    [TestCase(0, 0, 0, 0, Description = "the patch is moved back into the image")]
    [TestCase(9, 8, 7, 5, Description = "at the far corner")]
    public void Many_draws_have_the_conditional_mean_and_covariance(int top, int left, int patchTop, int patchLeft)
    {
        // A single-channel image whose range is so wide that no draw is cut to it.
        var size = new ImageSize(1, 12, 10);
        var image = Smooth(size, seed: 6);
        (image[35], image[84]) = (7, -7);
        var gaussian = new PatchGaussian(image, size, window: 2, patch: 5);

        var places = Enumerable.Range(0, 25).Select(i => (Y: patchTop + i / 5, X: patchLeft + i % 5)).ToArray();
        bool Unknown((int Y, int X) p) => p.Y >= top && p.Y < top + 2 && p.X >= left && p.X < left + 2;
        var (known, window) = (places.Where(p => !Unknown(p)).ToArray(), places.Where(Unknown).ToArray());
        var variance = gaussian.Covariance(0, 0, 0);
        Matrix<double> Between((int Y, int X)[] a, (int Y, int X)[] b) => Matrix<double>.Build.Dense(a.Length, b.Length, (i, j) =>
            gaussian.Covariance(0, b[j].Y - a[i].Y, b[j].X - a[i].X) + (a[i] == b[j] ? 1e-6 * variance : 0));
        double mean = image.Average();
        var gain = Between(window, known) * Between(known, known).Inverse();
        var expectedMean = gain * Vector<double>.Build.Dense(known.Length, i => image[known[i].Y * 10 + known[i].X] - mean) + mean;
        var expectedCovariance = Between(window, window) - gain * Between(known, window);

        const int Draws = 20_000;
        var (drawn, sum, products) = (new float[120], new double[4], new double[4, 4]);
        for (var s = 0; s < Draws; s++)
        {
            image.CopyTo(drawn, 0);
            gaussian.Draw(top, left, Seed.Of(7).For(s).Random(), drawn);
            double[] deviation = [.. window.Select((p, i) => drawn[p.Y * 10 + p.X] - expectedMean[i])];
            for (var i = 0; i < 4; i++)
            {
                sum[i] += deviation[i] / Draws;
                for (var j = 0; j < 4; j++)
                    products[i, j] += deviation[i] * deviation[j] / Draws;
            }
        }
        // Five standard errors.
        var deviationOfMean = Math.Sqrt(expectedCovariance.Diagonal().Maximum() / Draws);
        Assert.That(sum, Has.All.EqualTo(0).Within(5 * deviationOfMean));
        for (var i = 0; i < 4; i++)
            for (var j = 0; j < 4; j++)
                Assert.That(
                    products[i, j],
                    Is.EqualTo(expectedCovariance[i, j])
                        .Within(5 * Math.Sqrt(2) * expectedCovariance.Diagonal().Maximum() / Math.Sqrt(Draws)));
    }

    [Test]
    public void Only_the_window_changes_and_stays_in_the_range_of_the_channel()
    {
        var image = Smooth(Size, seed: 8);
        var gaussian = new PatchGaussian(image, Size, window: 3, patch: 6);
        for (var s = 0; s < 50; s++)
        {
            var drawn = (float[])image.Clone();
            gaussian.Draw(7, 2, Seed.Of(s).Random(), drawn);
            for (var i = 0; i < drawn.Length; i++)
            {
                var (c, y, x) = (i / 120, i % 120 / 10, i % 10);
                var channel = image[(c * 120)..(c * 120 + 120)];
                Assert.That(
                    drawn[i],
                    y is >= 7 and < 10 && x is >= 2 and < 5 ? Is.InRange(channel.Min(), channel.Max()) : Is.EqualTo(image[i]));
            }
        }
    }

    [Test]
    public void The_covariance_is_positive_for_images_that_are_small_or_striped([Values(1, 3, 8)] int side, [Values] bool striped)
    {
        var size = new ImageSize(1, side, side + 1);
        float[] image = [.. Enumerable.Range(0, size.Length).Select(i => striped ? i % (side + 1) % 2 : (float)Math.Sin(i * i))];
        var drawn = (float[])image.Clone();
        // A patch as large as the image may leave nothing around the window.
        new PatchGaussian(image, size, window: 10, patch: 14).Draw(0, 0, Seed.Of(1).Random(), drawn);
        new PatchGaussian(image, size, window: 1, patch: 14).Draw(0, 0, Seed.Of(1).Random(), drawn);
        Assert.That(drawn, Has.All.Matches<float>(float.IsFinite));
    }

    [Test]
    public void A_channel_of_one_colour_keeps_it()
    {
        float[] image = [.. Enumerable.Repeat(0.25f, 120), .. Smooth(new ImageSize(1, 12, 10), seed: 3)];
        new PatchGaussian(image, Size, window: 4, patch: 6).Draw(3, 3, Seed.Of(1).Random(), image);
        Assert.That(image[..120], Has.All.EqualTo(0.25f).Within(1e-7f));
    }

    // Neighbouring pixels resemble each other, as in a picture.
    private static float[] Smooth(ImageSize size, int seed)
    {
        var noise = Images.Random(size, 1, seed).Values.Values;
        return [.. noise.Select((_, i) => (noise[i] + noise[i / size.Pixels * size.Pixels + (i + 1) % size.Pixels]
            + noise[i / size.Pixels * size.Pixels + (i + size.Width) % size.Pixels]) / 2)];
    }
}
