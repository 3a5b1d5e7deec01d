using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

/// <summary>Flipped sums that many tests share, beside those of each test alone.</summary>
public sealed class SharedFlipsTests
{
    private static readonly Seed AnySeed = Seed.Of(23);

    [TestCase(5)]
    [TestCase(8)]
    [TestCase(9)]
    [TestCase(16)]
    [TestCase(17)]
    [TestCase(43)]
    public void The_sums_of_many_methods_are_those_of_each(int images)
    {
        var flips = Flips.Draw(images, 1037, AnySeed);
        var methods = Methods(9, images, decimals: 15, common: 0);
        var all = new FlippedSums(methods, flips).All();
        Assert.That(methods.Zip(all), Has.All.Matches<(double[] Of, double[] Sums)>(m => m.Sums.Zip(flips.Sums(m.Of))
            .All(s => Math.Abs(s.First - s.Second) < 1e-12)));
    }

    [Test]
    public void A_test_by_shared_sums_is_the_test_of_the_differences(
        [Values(21, 40, 100)] int images, [Values(0, 1, 2, 15)] int decimals, [Values(0, 3)] double common)
    {
        var flips = Flips.Draw(images, 2001, AnySeed);
        var methods = Methods(7, images, decimals, common);
        var shared = new SharedFlips(methods, flips);
        var found = 0;
        for (var a = 0; a < methods.Length; a++)
            for (var b = 0; b < methods.Length; b++)
            {
                double[] gains = [.. methods[a].Zip(methods[b], (x, y) => x - y)];
                if (shared.Of(a, b, gains) is not { } test)
                    continue;
                found++;
                Assert.That(test, Is.EqualTo(SignFlip.Drawn(gains, flips)));
            }
        Assert.That(found, Is.EqualTo(7 * 6), "all but a method beside itself");
    }

    [Test]
    public void Sums_that_are_too_large_for_their_difference_are_not_shared()
    {
        var flips = Flips.Draw(30, 500, AnySeed);
        double[] large = [.. Enumerable.Range(0, 30).Select(i => 1e6 + i)];
        double[] near = [.. large.Select(v => v + 1e-3)];
        double[] gains = [.. large.Zip(near, (a, b) => a - b)];
        Assert.That(new SharedFlips([large, near], flips).Of(0, 1, gains), Is.Null);
    }

    private static double[][] Methods(int methods, int images, int decimals, double common)
    {
        var random = AnySeed.For(images).For(decimals).Random();
        double[] offsets = [.. Enumerable.Range(0, images).Select(_ => common * random.NextGaussian())];
        // Few decimals make ties.
        return
        [
            .. Enumerable.Range(0, methods).Select(m => offsets.Select(o => Math.Round(o + random.NextGaussian() + 0.05 * m, decimals))
                .ToArray()),
        ];
    }
}
