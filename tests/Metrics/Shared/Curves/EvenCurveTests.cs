using VisEval.Metrics.Shared.Curves;

namespace VisEval.Tests.Metrics.Shared.Curves;

public class EvenCurveTests
{
    [Test]
    public void The_area_is_that_of_the_trapezoids() =>
        // Between 0, 1/2 and 1: (1 + 3)/2 · 1/2 + (3 + 0)/2 · 1/2.
        Assert.That(EvenCurve.Area([1, 3, 0]), Is.EqualTo(1.75));

    [Test]
    public void The_area_under_a_line_is_the_mean_of_its_ends() =>
        Assert.That(EvenCurve.Area([.. Enumerable.Range(0, 30).Select(i => 0.25 + i / 29.0)]), Is.EqualTo(0.75).Within(1e-15));

    [Test]
    public void Positions_run_from_0_to_1() => Assert.That(EvenCurve.Positions(5), Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75, 1 }));
}
