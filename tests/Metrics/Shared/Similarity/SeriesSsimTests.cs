using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class SeriesSsimTests
{
    [Test]
    public void One_window_by_hand()
    {
        // 0…6 and its mirror image: means 3, sample variances 28/6, sample covariance −28/6, range 6.
        double[] x = [0, 1, 2, 3, 4, 5, 6], y = [6, 5, 4, 3, 2, 1, 0];
        var (c1, c2) = (0.06 * 0.06, 0.18 * 0.18);
        var expected = (18 + c1) * (-2 * 28 / 6.0 + c2) / ((18 + c1) * (2 * 28 / 6.0 + c2));
        Assert.That(SeriesSsim.Mean(x, y), Is.EqualTo(expected).Within(1e-12));
        Assert.That(SeriesSsim.Mean(x, x), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void The_range_is_that_of_both_series()
    {
        // 0…6 and its double: means 3 and 6, sample variances v = 28/6 and 4v, sample covariance 2v, range 12.
        double[] x = [0, 1, 2, 3, 4, 5, 6], y = [0, 2, 4, 6, 8, 10, 12];
        var (c1, c2, v) = (0.12 * 0.12, 0.36 * 0.36, 28 / 6.0);
        Assert.That(
            SeriesSsim.Mean(x, y), Is.EqualTo((36 + c1) * (4 * v + c2) / ((45 + c1) * (5 * v + c2))).Within(1e-12));
    }

    [Test]
    public void The_mean_runs_over_every_window_and_a_common_scale_changes_nothing()
    {
        var random = Seed.Of(1).Random();
        double[] Draw() => [.. Enumerable.Range(0, 40).Select(_ => random.NextGaussian())];
        var (x, y) = (Draw(), Draw());
        // Each window alone has the range of its own values; a copy of the extremes beside it would need 14 numbers,
        // so compare by linearity.
        Assert.That(SeriesSsim.Mean([.. x.Select(v => 5 * v)], [.. y.Select(v => 5 * v)]), Is.EqualTo(SeriesSsim.Mean(x, y)).Within(1e-12));
        Assert.That(SeriesSsim.Mean(x, y), Is.EqualTo(SeriesSsim.Mean(y, x)).Within(1e-12).And.InRange(-1, 1));
        Assert.That(SeriesSsim.Mean(x, x), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Short_series_and_series_of_different_length_are_refused()
    {
        Assert.That(() => SeriesSsim.Mean(new double[6], new double[6]), Throws.ArgumentException.With.Message.Contains("windows of 7"));
        Assert.That(() => SeriesSsim.Mean(new double[8], new double[9]), Throws.ArgumentException);
    }
}
