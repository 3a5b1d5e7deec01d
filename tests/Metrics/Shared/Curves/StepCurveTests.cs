using VisEval.Metrics;
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

    [Test]
    public void The_largest_mean_is_found_where_steps_overlap_not_where_each_is_largest()
    {
        // One is right up to 0.4, the other from there on: never both.
        Curve[] apart = [StepCurve.Of("c", [(0.4, 1), (1, 0)]), StepCurve.Of("c", [(0.4, 0), (1, 1)])];
        Assert.That(StepCurve.LargestMean(apart), Is.EqualTo(0.5));
        // At 0.4 itself the first still holds, so that a step to 0.3 suffices for both.
        Assert.That(StepCurve.LargestMean([apart[0], StepCurve.Of("c", [(0.3, 0), (1, 1)])]), Is.EqualTo(1));
        // A single point counts.
        Assert.That(StepCurve.LargestMean([apart[0], StepCurve.Of("c", [(0, 1), (1, 0)])]), Is.EqualTo(1));
        // Nothing is gained where one ends at the point at which the other begins.
        Assert.That(StepCurve.LargestMean([StepCurve.Of("c", [(0, 1), (1, 0)]), StepCurve.Of("c", [(0, 0), (1, 1)])]), Is.EqualTo(0.5));
    }
}
