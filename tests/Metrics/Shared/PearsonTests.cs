using VisEval.Metrics.Shared;

namespace VisEval.Tests.Metrics.Shared;

public class PearsonTests
{
    [Test]
    public void Slopes_correlate_fully_and_nothing_correlates_with_a_constant()
    {
        Assert.That(Pearson.Correlation([1, 2, 4], [3, 5, 9]), Is.EqualTo(1));
        Assert.That(Pearson.Correlation([1, 2, 4], [-3, -5, -9]), Is.EqualTo(-1));
        Assert.That(Pearson.Correlation([1, 2, 4], [7, 7, 7]), Is.NaN);
        Assert.That(() => Pearson.Correlation([1, 2], [1, 2, 3]), Throws.ArgumentException);
    }

    [Test]
    public void It_is_the_covariance_of_standardised_series()
    {
        // Means 2 and 3: deviations (−1, 0, 1) and (−1, 2, −1).
        Assert.That(Pearson.Correlation([1, 2, 3], [2, 5, 2]), Is.EqualTo(0).Within(1e-12));
        // Deviations (−1.5, −0.5, 0.5, 1.5) and (−0.5, −1.5, 1.5, 0.5): 3 / 5.
        Assert.That(Pearson.Correlation([1, 2, 3, 4], [2, 1, 4, 3]), Is.EqualTo(0.6).Within(1e-12));
    }
}
