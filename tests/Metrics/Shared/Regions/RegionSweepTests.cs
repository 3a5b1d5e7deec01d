using VisEval.Core;
using VisEval.Metrics.Shared.Regions;
using VisEval.Tests.Metrics.Localization;

namespace VisEval.Tests.Metrics.Shared.Regions;

internal sealed class RegionSweepTests
{
    private static readonly double[] Overlaps = [0.3, 0.5, 0.7];

    [Test]
    public void Levels_are_those_of_the_components_at_every_threshold(
        [Values(Connectivity.Four, Connectivity.Eight)] Connectivity connectivity, [Values(1, 2, 3, 4, 5, 6)] int seed)
    {
        // Few distinct values, so that many regions join at once; a box of half the picture that some region fits sometimes.
        var random = Seed.Of(seed).Random();
        var (height, width) = (5 + seed, 9);
        var map = new SaliencyMap([.. Enumerable.Range(0, height * width).Select(_ => random.NextInt(6 * seed) - 4f)], height, width);
        var target = new Box(1, 1, 6, height - 1);
        int Reached(Box box) => Overlaps.Count(o => Boxes.IntersectionOverUnion(box, target) >= o);

        var levels = RegionSweep.Levels(map, connectivity, Overlaps.Length, Reached);

        var values = map.Values.Distinct().Order().ToList();
        Assert.That(levels, Has.Count.EqualTo(values.Count));
        foreach (var (level, value) in levels.Zip(values))
        {
            var mask = new PixelMask([.. map.Values.Select(v => v >= value)], height, width);
            Assert.That(level, Is.EqualTo(new BoxLevel(
                ((double)value - values[0]) / (values[^1] - values[0]),
                Reached(ConnectedComponents.Largest(mask, connectivity)!.Value.Box),
                ConnectedComponents.Find(mask, connectivity).Max(c => Reached(c.Box)))), $"{value}");
        }
    }

    [Test]
    public void The_largest_region_is_sought_among_those_that_are_not_left_out(
        [Values(Connectivity.Four, Connectivity.Eight)] Connectivity connectivity, [Values(1, 2, 3, 4, 5, 6)] int seed)
    {
        var random = Seed.Of(seed).Random();
        var (height, width) = (5 + seed, 9);
        var map = new SaliencyMap([.. Enumerable.Range(0, height * width).Select(_ => random.NextInt(9 * seed) - 4f)], height, width);
        var ignored = new PixelMask([.. Enumerable.Range(0, height * width).Select(i => random.NextInt(2) == 0)], height, width);
        var (target, truth) = (new Box(1, 1, 6, height - 1), Truths.Of(ignored) with { InputIgnored = ignored });
        int Reached(Box box) => Overlaps.Count(o => Boxes.IntersectionOverUnion(box, target) >= o);
        bool LeftOut(Box box) => Reached(box) < 2 && TargetRegions.IgnoredShare(box, truth) >= 0.5;

        var count = new IgnoredCount(ignored);
        var levels = RegionSweep.Levels(
            map, connectivity, Overlaps.Length, Reached, box => Reached(box) < 2 && count.ShareOf(box) >= 0.5);

        var passedOver = 0;
        foreach (var (level, value) in levels.Zip(map.Values.Distinct().Order()))
        {
            var all = ConnectedComponents.Find(new PixelMask([.. map.Values.Select(v => v >= value)], height, width), connectivity);
            var counted = all.Where(c => !LeftOut(c.Box)).OrderByDescending(c => c.Pixels).ThenBy(c => c.First).ToList();
            passedOver += all.Count - counted.Count;
            Assert.That(
                (level.Largest, level.Any),
                Is.EqualTo((counted.Count == 0 ? 0 : Reached(counted[0].Box), all.Max(c => Reached(c.Box)))), $"{value}");
        }
        Assert.That(passedOver, Is.Positive, "a test that can tell");
    }
}
