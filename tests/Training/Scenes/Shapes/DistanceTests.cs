using VisEval.Core;
using VisEval.Training.Scenes;
using VisEval.Training.Scenes.Shapes;

namespace VisEval.Tests.Training.Scenes.Shapes;

public sealed class DistanceTests
{
    [TestCase(0, 0, -1)]
    [TestCase(0.5, 0.2, -0.5)]
    [TestCase(1.5, 0, 0.5)]
    [TestCase(4, 5, 5)]
    public void The_distance_to_a_square_is_signed(double x, double y, double expected) =>
        Assert.That(Distance.Box(x, y, 1, 1), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void A_rectangle_drawn_as_a_polygon_has_the_same_distances_in_either_direction()
    {
        (double X, double Y)[] corners = [(-1, -0.6), (1, -0.6), (1, 0.6), (-1, 0.6)];
        (double X, double Y)[] reversed = [.. corners.Reverse()];
        var random = Seed.Of(5).Random();
        for (var i = 0; i < 500; i++)
        {
            var (x, y) = (random.NextDouble(-2, 2), random.NextDouble(-2, 2));
            var expected = Distance.Box(x, y, 1, 0.6);
            Assert.That(Distance.Polygon(x, y, corners), Is.EqualTo(expected).Within(1e-12));
            Assert.That(Distance.Polygon(x, y, reversed), Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void The_outline_of_a_shape_changes_no_faster_than_the_way_walked()
    {
        // What makes antialiasing by distance honest: |f(p) - f(q)| ≤ |p - q|.
        var random = Seed.Of(6).Random();
        foreach (var shape in SceneClasses.All.Select(s => s.Shape))
            for (var i = 0; i < 500; i++)
            {
                var (x, y) = (random.NextDouble(-1.4, 1.4), random.NextDouble(-1.4, 1.4));
                var (dx, dy) = (random.NextDouble(-0.05, 0.05), random.NextDouble(-0.05, 0.05));
                var change = Math.Abs(shape.At(x + dx, y + dy).Outline - shape.At(x, y).Outline);
                Assert.That(change, Is.LessThanOrEqualTo(Math.Sqrt(dx * dx + dy * dy) + 1e-9), shape.Name);
            }
    }

    [TestCase("ring", Math.PI * (1 - 0.42 * 0.42))]
    [TestCase("button", Math.PI)]
    [TestCase("cross", 4 * 0.56 - 0.56 * 0.56)]
    [TestCase("triangle", 1.299038)]
    [TestCase("square", 1.7 * 1.7)]
    [TestCase("arrow", 0.9 * 0.72 + 1.1 * 0.54)]
    [TestCase("heart", 1 + Math.PI / 4)]
    public void Measured_areas_are_those_of_geometry(string name, double area) =>
        Assert.That(SceneClasses.All.Single(s => s.Shape.Name == name).Area, Is.EqualTo(area).Within(1).Percent);

    [Test]
    public void Every_shape_has_both_colours()
    {
        foreach (var shape in SceneClasses.All.Select(s => s.Shape))
        {
            var inside = (from i in Enumerable.Range(-140, 281)
                          from j in Enumerable.Range(-140, 281)
                          let at = shape.At(i / 100.0, j / 100.0)
                          where at.Outline < 0
                          select at.Pattern < 0 ? 1.0 : 0.0).Average();
            Assert.That(inside, Is.InRange(0.1, 0.6), shape.Name);
        }
    }
}
