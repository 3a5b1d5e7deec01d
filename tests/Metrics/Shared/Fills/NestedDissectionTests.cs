using VisEval.Metrics.Shared.Fills;

namespace VisEval.Tests.Metrics.Shared.Fills;

public class NestedDissectionTests
{
    [TestCase(1, 1)]
    [TestCase(1, 9)]
    [TestCase(5, 3)]
    [TestCase(17, 40)]
    public void Every_pixel_comes_once(int height, int width) =>
        Assert.That(NestedDissection.Order(height, width).Order(), Is.EqualTo(Enumerable.Range(0, height * width)));

    [Test]
    public void The_line_across_the_longer_side_comes_last_and_parts_the_image()
    {
        var order = NestedDissection.Order(2, 5);
        Assert.That(order[^2..], Is.EqualTo(new[] { 2, 7 }));
        Assert.That(order[..4].Select(p => p % 5), Has.All.LessThan(2));
        Assert.That(order[4..8].Select(p => p % 5), Has.All.GreaterThan(2));
    }
}
