using VisEval.Harness.Analysis;
using VisEval.Harness.Results;

namespace VisEval.Tests.Harness.Analysis;

public sealed class MeanCurveTests
{
    [Test]
    public void Curves_on_the_same_positions_are_averaged_point_by_point()
    {
        var mean = MeanCurve.Of([Curve([0, 0.3, 1], [1, 0.5, 0]), Curve([0, 0.3, 1], [0.8, 0.1, 0.2])])!;
        Assert.That(mean.X, Is.EqualTo(new[] { 0, 0.3, 1 }));
        Assert.That(mean.Y, Is.EqualTo(new[] { 0.9, 0.3, 0.1 }).Within(1e-12));
    }

    [Test]
    public void Curves_on_different_positions_are_interpolated_where_both_are()
    {
        var mean = MeanCurve.Of([Curve([0, 1], [0, 1]), Curve([0, 0.5, 0.8], [1, 0, 0.6])])!;
        Assert.That((mean.X[0], mean.X[^1]), Is.EqualTo((0.0, 0.8)));
        Assert.That(mean.Y[0], Is.EqualTo(0.5).Within(1e-12));
        Assert.That(mean.Y[^1], Is.EqualTo(0.7).Within(1e-12));
        // At 0.4: the first is 0.4, the second 1 − 0.4/0.5 = 0.2.
        Assert.That(mean.X[50], Is.EqualTo(0.4).Within(1e-12));
        Assert.That(mean.Y[50], Is.EqualTo(0.3).Within(1e-12));
    }

    [Test]
    public void Curves_that_are_no_curves_are_left_out()
    {
        Assert.That(MeanCurve.Of([]), Is.Null);
        Assert.That(MeanCurve.Of([Curve([0], [1]), Curve([0, 1], [double.NaN, 1])]), Is.Null);
        Assert.That(MeanCurve.Of([Curve([0, 0.4], [1, 1]), Curve([0.5, 1], [1, 1])]), Is.Null);
    }

    private static CurveRow Curve(double[] x, double[] y) => new(new CellKey("d", "m", "a", "k", "i", 0), "k", x, y);
}
