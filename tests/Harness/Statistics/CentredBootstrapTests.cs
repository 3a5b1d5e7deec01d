using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class CentredBootstrapTests
{
    [Test]
    public void The_spread_is_of_the_resamples_and_the_place_of_the_estimate()
    {
        // Angles 0°, 1°, …, 40°, the median 20°; the estimate at 50°: the ends are at 50° ∓ 19°, type-7 quantiles of 41 values.
        double Sine(double degrees) => Math.Sin(degrees * Math.PI / 180);
        double?[] resampled = [.. Enumerable.Range(0, 41).Reverse().Select(d => (double?)Sine(d))];
        var found = CentredBootstrap.Of(Sine(50), resampled, 0.95)!.Value;
        Assert.That(found.Low, Is.EqualTo(Sine(31)).Within(1e-12));
        Assert.That(found.High, Is.EqualTo(Sine(69)).Within(1e-12));
    }

    [Test]
    public void Has_the_estimate_and_no_value_beyond_one()
    {
        double?[] resampled = [0.1, 0.3, 0.5, 0.9, null];
        foreach (var estimate in new[] { -1.0, -0.2, 0.99, 1.0000000001 })
        {
            var found = CentredBootstrap.Of(estimate, resampled, 0.95)!.Value;
            Assert.That(found.Low, Is.InRange(-1.0, estimate));
            Assert.That(found.High, Is.InRange(Math.Min(1, estimate) - 1e-12, 1.0));
        }
    }

    [Test]
    public void Without_any_resample_there_is_none() => Assert.That(CentredBootstrap.Of(0.5, [null, null], 0.95), Is.Null);
}
