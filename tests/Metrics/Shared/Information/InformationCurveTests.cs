using VisEval.Metrics.Shared.Information;

namespace VisEval.Tests.Metrics.Shared.Information;

public class InformationCurveTests
{
    [Test]
    public void Knots_go_from_nothing_to_all_in_the_order_of_information_and_never_fall_along_the_thresholds()
    {
        double[] x = [0, 0.5, 0.25, 1];
        double[] y = [0, 0.6, 0.3, 0.9];
        Assert.That(
            new InformationCurve("0.1", 0.01, true).Knots(x, y),
            Is.EqualTo(new[] { (0.0, 0.0), (0.25, 0.6), (0.5, 0.6), (1.0, 0.9), (1.0, 1.0) }));
        Assert.That(
            new InformationCurve("0.1", 0.01, false).Knots(x, y),
            Is.EqualTo(new[] { (0.0, 0.0), (0.25, 0.3), (0.5, 0.6), (1.0, 0.9), (1.0, 1.0) }));
    }

    [Test]
    public void The_area_is_that_of_the_straight_lines()
    {
        Assert.That(InformationCurve.Area([(0, 0), (1, 1)]), Is.EqualTo(0.5));
        Assert.That(InformationCurve.Area([(0, 0), (0, 1), (1, 1)]), Is.EqualTo(1));
        Assert.That(InformationCurve.Area([(0, 0), (0.5, 0.2), (0.5, 0.4), (1, 1)]), Is.EqualTo(0.05 + 0.35).Within(1e-12));
    }
}
