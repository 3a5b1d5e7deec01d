using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class BinomialTestTests
{
    // Twin: every sequence of hits and misses is counted.
    [TestCase(0.5)]
    [TestCase(0.1)]
    [TestCase(0.83)]
    public void It_is_the_sum_over_all_sequences(double chance)
    {
        const int trials = 9;
        for (var hits = 0; hits <= trials; hits++)
        {
            var expected = Enumerable.Range(0, 1 << trials).Select(s => System.Numerics.BitOperations.PopCount((uint)s))
                .Where(k => k >= hits).Sum(k => Math.Pow(chance, k) * Math.Pow(1 - chance, trials - k));
            Assert.That(BinomialTest.AtLeast(hits, trials, chance), Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void At_one_half_it_is_the_sign_test() =>
        Assert.That(BinomialTest.AtLeast(14, 20, 0.5), Is.EqualTo(SignTest.AtLeast(14, 6)).Within(1e-12));

    [Test]
    public void Thousands_of_images_leave_no_range()
    {
        Assert.That(BinomialTest.AtLeast(5000, 5000, 0.001), Is.Zero);
        Assert.That(BinomialTest.AtLeast(0, 5000, 0.001), Is.EqualTo(1).Within(1e-9));
        Assert.That(BinomialTest.AtLeast(500, 1000, 0.5), Is.EqualTo(0.5126).Within(1e-4));
    }

    [Test]
    public void Numbers_outside_their_range_are_refused()
    {
        Assert.That(() => BinomialTest.AtLeast(3, 2, 0.5), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => BinomialTest.AtLeast(1, 2, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
