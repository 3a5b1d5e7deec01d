using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class SsimTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("Similarity");

    [TestCaseSource(nameof(Goldens))]
    public void Similarities_are_those_of_scikit_image(GoldenCase golden) =>
        Assert.That(
            Ssim.Mean(golden.Map("map1"), golden.Map("map2")),
            Is.EqualTo(golden.Expected.GetProperty("ssim").GetDouble()).Within(golden.Tolerance));

    [Test]
    public void The_mean_is_that_of_every_window_written_out()
    {
        var (x, y) = (Random(1, 14, 19), Random(2, 14, 19));
        var weights = new double[11, 11];
        var total = 0.0;
        for (var v = 0; v < 11; v++)
            for (var u = 0; u < 11; u++)
                total += weights[v, u] = Math.Exp(-((v - 5) * (v - 5) + (u - 5) * (u - 5)) / 4.5);

        var similarities = new List<double>();
        for (var top = 0; top <= 14 - 11; top++)
            for (var left = 0; left <= 19 - 11; left++)
            {
                double Mean(Func<float, float, double> of)
                {
                    var sum = 0.0;
                    for (var v = 0; v < 11; v++)
                        for (var u = 0; u < 11; u++)
                            sum += weights[v, u] / total * of(x[top + v, left + u], y[top + v, left + u]);
                    return sum;
                }
                var (mx, my) = (Mean((a, _) => a), Mean((_, b) => b));
                var vx = Mean((a, _) => (a - mx) * (a - mx)) * 121 / 120;
                var vy = Mean((_, b) => (b - my) * (b - my)) * 121 / 120;
                var vxy = Mean((a, b) => (a - mx) * (b - my)) * 121 / 120;
                similarities.Add((2 * mx * my + 1e-4) * (2 * vxy + 9e-4) / ((mx * mx + my * my + 1e-4) * (vx + vy + 9e-4)));
            }
        Assert.That(Ssim.Mean(x, y), Is.EqualTo(similarities.Average()).Within(1e-12));
    }

    [Test]
    public void A_map_is_like_itself_and_similarity_is_symmetric()
    {
        var (x, y) = (Random(3, 11, 11), Random(4, 11, 11));
        Assert.That(Ssim.Mean(x, x), Is.EqualTo(1).Within(1e-12));
        Assert.That(Ssim.Mean(x, y), Is.EqualTo(Ssim.Mean(y, x)).Within(1e-15));
    }

    [Test]
    public void Maps_smaller_than_the_window_or_of_different_sizes_are_refused()
    {
        Assert.That(() => Ssim.Mean(Random(1, 10, 20), Random(2, 10, 20)), Throws.ArgumentException.With.Message.Contains("11×11"));
        Assert.That(() => Ssim.Mean(Random(1, 12, 20), Random(2, 20, 12)), Throws.ArgumentException.With.Message.Contains("20×12"));
    }

    private static SaliencyMap Random(long seed, int height, int width)
    {
        var random = Seed.Of(seed).Random();
        return new SaliencyMap([.. Enumerable.Range(0, height * width).Select(_ => (float)random.NextDouble())], height, width);
    }
}
