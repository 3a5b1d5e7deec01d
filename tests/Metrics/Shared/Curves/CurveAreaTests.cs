using VisEval.Metrics.Shared.Curves;

namespace VisEval.Tests.Metrics.Shared.Curves;

internal sealed class CurveAreaTests
{
    private static readonly PerturbationCurve Curve = new([0, 0.4, 0.8, 1], [1, 0.5, 0.25, 0]);

    [TestCase(CurveEnds.Both, CurveArea.Trapezoid, (0.5 + 0.5 + 0.25) / 3)]
    [TestCase(CurveEnds.Both, CurveArea.Steps, 1.25)]
    [TestCase(CurveEnds.Both, CurveArea.Points, 1.25 / 4)]
    [TestCase(CurveEnds.Both, CurveArea.Mean, 1.75 / 4)]
    [TestCase(CurveEnds.Both, CurveArea.Share, 0.4 * 0.75 + 0.4 * 0.375 + 0.2 * 0.125)]
    [TestCase(CurveEnds.AfterFirst, CurveArea.Steps, 0.375 + 0.125)]
    [TestCase(CurveEnds.AfterFirst, CurveArea.Mean, 0.25)]
    [TestCase(CurveEnds.BeforeLast, CurveArea.Mean, 1.75 / 3)]
    [TestCase(CurveEnds.Inner, CurveArea.Points, 0.375 / 2)]
    public void Every_rule_by_hand(CurveEnds ends, CurveArea area, double value) =>
        Assert.That(CurveAreas.Of(Curve, ends, area), Is.EqualTo(value).Within(1e-15));

    [Test]
    public void Too_few_points_have_no_area()
    {
        var two = new PerturbationCurve([0, 1], [1, 0]);
        Assert.That(CurveAreas.Of(two, CurveEnds.Inner, CurveArea.Mean), Is.NaN);
        Assert.That(CurveAreas.Of(two, CurveEnds.AfterFirst, CurveArea.Trapezoid), Is.NaN);
        Assert.That(CurveAreas.Of(two, CurveEnds.AfterFirst, CurveArea.Mean), Is.Zero);
    }
}
