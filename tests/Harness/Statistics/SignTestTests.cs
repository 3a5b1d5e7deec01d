using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SignTestTests
{
    // Counted on paper: 2·(1 + 5)/32, 2·1/64, 2·(1 + 12 + 66)/4096.
    [TestCase(4, 1, 0.375)]
    [TestCase(0, 6, 0.03125)]
    [TestCase(10, 2, 158.0 / 4096)]
    [TestCase(3, 3, 1)]
    [TestCase(0, 0, 1)]
    [TestCase(1, 0, 1)]
    public void Is_the_share_of_outcomes_as_far_from_even(int gains, int losses, double expected)
    {
        Assert.That(SignTest.TwoSided(gains, losses), Is.EqualTo(expected).Within(1e-12));
        Assert.That(SignTest.TwoSided(losses, gains), Is.EqualTo(expected).Within(1e-12));
    }

    [Test]
    public void Agrees_with_tossing_every_coin([Range(1, 10)] int n)
    {
        for (var gains = 0; gains <= n; gains++)
        {
            var far = Enumerable.Range(0, 1 << n).Count(t => Math.Abs(2 * int.PopCount(t) - n) >= Math.Abs(2 * gains - n));
            Assert.That(SignTest.TwoSided(gains, n - gains), Is.EqualTo(far / (double)(1 << n)).Within(1e-12));
        }
    }

    [Test]
    public void Thousands_of_images_are_no_overflow() => Assert.That(SignTest.TwoSided(25_000, 25_400), Is.InRange(0.07, 0.08));
}
