using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Shared.Ranks;

public class TopPixelsTests
{
    [Test]
    public void The_expectation_is_the_mean_over_all_orders_of_ties()
    {
        var region = new PixelMask([true, false, true, false, true, false], 2, 3);
        var map = new SaliencyMap([5, 5, 5, 2, 9, 1], 2, 3);
        foreach (var count in new[] { 1, 2, 3, 4, 5, 6 })
        {
            var mean = Enumerable.Range(0, 20_000).Average(seed =>
                Ranking.Descending(map.Values, TieOrder.Random, Seed.Of(seed)).Take(count).Count(i => region.Pixels[i]));
            Assert.That(TopPixels.Inside(map, count, region, TopTies.Expected), Is.EqualTo(mean).Within(0.02), $"{count}");
        }
        // By hand: the 9 inside, then two of three fives, of which two are inside.
        Assert.That(TopPixels.Inside(map, 3, region, TopTies.Expected), Is.EqualTo(1 + 4.0 / 3).Within(1e-15));
    }

    [Test]
    public void The_first_are_those_in_row_major_order() =>
        Assert.That(
            TopPixels.Inside(new SaliencyMap([1, 1, 1, 1], 2, 2), 2, new PixelMask([false, true, true, true], 2, 2), TopTies.First),
            Is.EqualTo(1));
}
