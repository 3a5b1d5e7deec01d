using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Tests.Metrics.Shared.Regions;

public class RegionSweepTests
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
}
