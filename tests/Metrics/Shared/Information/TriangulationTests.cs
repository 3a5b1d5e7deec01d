using VisEval.Core;
using VisEval.Metrics.Shared.Information;

namespace VisEval.Tests.Metrics.Shared.Information;

public class TriangulationTests
{
    [Test]
    public void At_first_there_are_the_corners()
    {
        var triangles = new Triangulation(3, 5);
        Assert.That(triangles.Count, Is.EqualTo(2));
        Assert.That(triangles.Corners(0), Is.EqualTo((0, 4, 14)));
        Assert.That(triangles.Corners(1), Is.EqualTo((0, 14, 10)));
        Assert.That(() => new Triangulation(1, 5), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(7, 9, 0.2)]
    [TestCase(9, 6, 0.5)]
    [TestCase(8, 8, 1)]
    [TestCase(2, 12, 0.7)]
    [TestCase(25, 31, 0.05)]
    public void No_circle_through_a_triangle_has_a_point_inside_and_the_triangles_tile_the_image(int height, int width, double share)
    {
        for (var turn = 0; turn < 6; turn++)
        {
            var random = Seed.Of(turn).For(height).Random();
            var triangles = new Triangulation(height, width);
            List<int> corners = [0, width - 1, (height - 1) * width, height * width - 1];
            var pixels = Enumerable.Range(0, height * width).Where(p => !corners.Contains(p) && random.NextDouble() < share).ToArray();
            if (turn % 2 == 0)
                random.Shuffle(pixels.AsSpan());
            foreach (var pixel in pixels)
                triangles.Insert(pixel);

            int[] points = [.. corners, .. pixels];
            var area = 0L;
            for (var t = 0; t < triangles.Count; t++)
            {
                var (a, b, c) = triangles.Corners(t);
                var twice = Twice(a, b, c, width);
                Assert.That(twice, Is.Positive);
                area += twice;
                Assert.That(points.Where(p => Inside(a, b, c, p, width)), Is.Empty);
            }
            Assert.That(area, Is.EqualTo(2L * (height - 1) * (width - 1)));
            Assert.That(
                Enumerable.Range(0, triangles.Count)
                    .SelectMany(t => new[] { triangles.Corners(t).A, triangles.Corners(t).B, triangles.Corners(t).C })
                    .Distinct().Order(),
                Is.EqualTo(points.Order()));
        }
    }

    private static long Twice(int a, int b, int c, int width)
    {
        var ((ax, ay), (bx, by), (cx, cy)) = (At(a, width), At(b, width), At(c, width));
        return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    }

    // By the centre of the circle, in exact fractions: the distance of p against that of a.
    private static bool Inside(int a, int b, int c, int p, int width)
    {
        var ((ax, ay), (bx, by), (cx, cy), (px, py)) = (At(a, width), At(b, width), At(c, width), At(p, width));
        var denominator = 2 * ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
        var (b2, c2) = ((bx - ax) * (bx - ax) + (by - ay) * (by - ay), (cx - ax) * (cx - ax) + (cy - ay) * (cy - ay));
        var (ux, uy) = ((cy - ay) * b2 - (by - ay) * c2, (bx - ax) * c2 - (cx - ax) * b2);
        var (dx, dy) = (denominator * (px - ax) - ux, denominator * (py - ay) - uy);
        return dx * dx + dy * dy < ux * ux + uy * uy;
    }

    private static (long X, long Y) At(int pixel, int width) => (pixel % width, pixel / width);
}
