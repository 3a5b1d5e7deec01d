using VisEval.Metrics.Shared.Curves;

namespace VisEval.Tests.Metrics.Shared.Curves;

public class StepCurveTests
{
    [Test]
    public void Steps_of_one_value_become_one_and_each_has_two_ends()
    {
        var curve = StepCurve.Of("c", [(0.25, 0), (0.5, 1), (0.75, 1), (1, 0)]);
        Assert.That(curve.X, Is.EqualTo(new[] { 0, 0.25, 0.25, 0.75, 0.75, 1 }));
        Assert.That(curve.Y, Is.EqualTo(new double[] { 0, 0, 1, 1, 0, 0 }));
    }

    [Test]
    public void A_step_at_0_is_a_point()
    {
        var curve = StepCurve.Of("c", [(0, 1), (1, 0)]);
        Assert.That(curve.X, Is.EqualTo(new double[] { 0, 0, 1 }));
        Assert.That(curve.Y, Is.EqualTo(new double[] { 1, 0, 0 }));
        Assert.That(StepCurve.Of("c", [(0, 1)]).X, Is.EqualTo(new double[] { 0 }));
    }
}
