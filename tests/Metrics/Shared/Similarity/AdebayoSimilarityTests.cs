using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

/// <summary>SSIM and HOG as the notebooks of Adebayo et al. compute them, against naive loops over the H×W×C array.</summary>
public class AdebayoSimilarityTests
{
    private const int Side = 48;

    [Test]
    public void Ssim_is_the_mean_over_channels_of_the_scaled_raw_mask_for_a_range_of_2()
    {
        var (a, b) = (Random(1), Random(2));
        var scores = new ExplanationSimilarity(a, a.ToMap(Side, Side), ComparedValues.Clipped).To(b, "randomized");
        Assert.That(scores[2].Value, Is.EqualTo(Enumerable.Range(0, 3).Average(c => Naive(Scaled(a), Scaled(b), c))).Within(1e-6));
        Assert.That(new Attribution(a.Values).ToMap(Side, Side).Values.Min(), Is.Negative, "signs are part of it");
    }

    [Test]
    public void Hog_takes_at_each_pixel_the_channel_with_the_largest_gradient()
    {
        var (flat, stripes) = (new float[Side * Side], new float[Side * Side]);
        for (var i = 0; i < stripes.Length; i++)
        {
            flat[i] = 0.001f * (i / Side);
            stripes[i] = i % Side / 2 % 2;
        }
        SaliencyMap Map(float[] values) => new(values, Side, Side);
        var both = Hog.Features(Map(flat), Map(stripes));
        Assert.That(both, Is.EqualTo(Hog.Features(Map(stripes), Map(flat))).Within(1e-6), "in whatever order");
        // Inside, every pixel of the stripes has a horizontal gradient; in the first and last column only the slope has one.
        Assert.That(both, Is.Not.EqualTo(Hog.Features(Map(flat))).Within(0.1));
        Assert.That(Spearman.Correlation(both, Hog.Features(Map(stripes))), Is.GreaterThan(0.7));
    }

    [Test]
    public void A_range_of_2_makes_the_constants_four_times_as_large()
    {
        var (x, y) = (Random(3).ToMap(Side, Side).Normalize(), Random(4).ToMap(Side, Side).Normalize());
        SaliencyMap Half(SaliencyMap map) => new([.. map.Values.Select(v => v / 2)], map.Height, map.Width);
        Assert.That(Ssim.Mean(x, y, 2), Is.EqualTo(Ssim.Mean(Half(x), Half(y))).Within(1e-9), "only the ratio to the range counts");
        Assert.That(Ssim.Mean(x, y, 2), Is.Not.EqualTo(Ssim.Mean(x, y)).Within(1e-3));
    }

    private static double[] Scaled(Attribution a)
    {
        var (min, max) = (a.Values.Values.Min(), a.Values.Values.Max());
        return [.. a.Values.Values.Select(v => ((double)v - min) / ((double)max - min))];
    }

    // One window after the other, weights written out, sample covariance.
    private static double Naive(double[] x, double[] y, int channel)
    {
        const int Radius = 5;
        var weights = Enumerable.Range(-Radius, 11).Select(i => Math.Exp(-i * i / 4.5)).ToArray();
        var total = weights.Sum();
        var (sum, count) = (0.0, 0);
        for (var top = Radius; top < Side - Radius; top++)
            for (var left = Radius; left < Side - Radius; left++, count++)
            {
                double mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
                for (var i = -Radius; i <= Radius; i++)
                    for (var j = -Radius; j <= Radius; j++)
                    {
                        var w = weights[i + Radius] * weights[j + Radius] / (total * total);
                        var place = channel * Side * Side + (top + i) * Side + left + j;
                        (mx, my) = (mx + w * x[place], my + w * y[place]);
                        (xx, yy, xy) = (xx + w * x[place] * x[place], yy + w * y[place] * y[place], xy + w * x[place] * y[place]);
                    }
                const double Sample = 121 / 120.0, C1 = 0.02 * 0.02, C2 = 0.06 * 0.06;
                sum += (2 * mx * my + C1) * (2 * Sample * (xy - mx * my) + C2)
                    / ((mx * mx + my * my + C1) * (Sample * (xx - mx * mx + yy - my * my) + C2));
            }
        return sum / count;
    }

    private static Attribution Random(int seed)
    {
        var random = Seed.Of(seed).Random();
        float[] values = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => (float)random.NextGaussian())];
        return new Attribution(new Tensor(values, 3, Side, Side));
    }
}
