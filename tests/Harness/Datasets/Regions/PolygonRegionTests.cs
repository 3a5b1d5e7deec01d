using VisEval.Core;
using VisEval.Harness.Datasets.Regions;

namespace VisEval.Tests.Harness.Datasets.Regions;

/// <summary>Polygons by COCO's rule; slanted ones are compared with pycocotools in the tests of formats.</summary>
public sealed class PolygonRegionTests
{
    [TestCase(2, 1, 5, 4)]
    [TestCase(0, 0, 8, 6)]
    [TestCase(-3, -2, 4, 99)]
    public void A_rectangle_of_whole_pixels_is_grown_by_the_walk_at_most_one_pixel_to_the_right_and_below(int x0, int y0, int x1, int y1)
    {
        var pixels = new PolygonRegion([[x0, y0, x1, y0, x1, y1, x0, y1]]).Read("", 6, 8);
        for (var y = 0; y < 6; y++)
            for (var x = 0; x < 8; x++)
                Assert.That(
                    pixels.Values[y * 8 + x],
                    Is.EqualTo(x >= x0 && x < x1 && y >= y0 && y < y1 ? 1 : 0).Or.EqualTo(x > x1 || y > y1 || x < x0 || y < y0 ? 0 : 1),
                    $"{x}, {y}");
    }

    [Test]
    public void Turning_round_and_starting_elsewhere_change_nothing_and_parts_are_united()
    {
        double[] corners = [1.3, 0.7, 6.2, 1.9, 5.1, 5.2, 2.4, 4.8];
        double[] back = [2.4, 4.8, 5.1, 5.2, 6.2, 1.9, 1.3, 0.7];
        double[] later = [.. corners[4..], .. corners[..4]];
        var expected = new PolygonRegion([corners]).Read("", 6, 8).Values;
        Assert.That(expected.Sum(v => v), Is.InRange(8, 20));
        Assert.That(new PolygonRegion([back]).Read("", 6, 8).Values, Is.EqualTo(expected));
        Assert.That(new PolygonRegion([later]).Read("", 6, 8).Values, Is.EqualTo(expected));
        Assert.That(new PolygonRegion([corners, back]).Read("", 6, 8).Values, Is.EqualTo(expected));
    }

    [Test]
    public void A_large_polygon_is_what_the_even_odd_rule_gives_at_the_centres_but_near_its_outline()
    {
        var random = Seed.Of(4).Random();
        for (var round = 0; round < 20; round++)
        {
            double[] p = [.. Enumerable.Range(0, 10).Select(_ => random.NextDouble() * 70 - 5)];
            var pixels = new PolygonRegion([p]).Read("", 60, 60);
            for (var y = 0; y < 60; y++)
                for (var x = 0; x < 60; x++)
                    if (Distance(p, x + 0.5, y + 0.5) > 1.5)
                        Assert.That(pixels.Values[y * 60 + x], Is.EqualTo(IsInside(p, x + 0.5, y + 0.5) ? 1 : 0), $"{x}, {y}");
        }
    }

    [TestCase(new double[] { 1, 2, 3, 4 }, "4 numbers")]
    [TestCase(new double[] { 1, 2, 3, 4, 5, 6, 7 }, "7 numbers")]
    [TestCase(new[] { 1, 2, 3, double.NaN, 5, 6 }, "NaN")]
    [TestCase(new[] { 1, 2, 3, 1e12, 5, 6 }, "1e+12")]
    public void What_is_no_polygon_is_told(double[] polygon, string told) =>
        Assert.That(PolygonRegion.Mistake(polygon), Does.Contain(told));

    [Test]
    public void An_outline_without_end_is_refused() =>
        Assert.That(
            PolygonRegion.Mistake([.. Enumerable.Range(0, 1000).Select(i => i / 2 % 2 * 90_000.0)]), Does.Contain("an outline of"));

    private static bool IsInside(double[] p, double x, double y)
    {
        var inside = false;
        for (var i = 0; i < p.Length; i += 2)
        {
            var (x0, y0, x1, y1) = (p[i], p[i + 1], p[(i + 2) % p.Length], p[(i + 3) % p.Length]);
            if (y0 > y != y1 > y && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0))
                inside = !inside;
        }
        return inside;
    }

    private static double Distance(double[] p, double x, double y)
    {
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < p.Length; i += 2)
        {
            var (x0, y0) = (p[i], p[i + 1]);
            var (dx, dy) = (p[(i + 2) % p.Length] - x0, p[(i + 3) % p.Length] - y0);
            var t = Math.Clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0, 1);
            nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(x - x0 - t * dx, 2) + Math.Pow(y - y0 - t * dy, 2)));
        }
        return nearest;
    }
}
