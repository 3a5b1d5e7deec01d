using VisEval.Metrics.Shared.Curves;

namespace VisEval.Tests.Metrics.Shared.Curves;

public class CurvePointsTests
{
    private static readonly float[] Ten = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

    [TestCase(224 * 224, 1792)]
    [TestCase(64 * 64, 147)]
    [TestCase(28, 1)]
    [TestCase(5, 1)]
    public void The_automatic_step_makes_28_steps_where_there_are_as_many_elements(int elements, int step) =>
        Assert.That(CurvePoints.AutomaticStep(elements), Is.EqualTo(step));

    [Test]
    public void The_last_step_takes_what_is_left()
    {
        Assert.That(new CurvePoints(4).Counts(Ten), Is.EqualTo(new[] { 0, 4, 8, 10 }));
        Assert.That(new CurvePoints(20).Counts(Ten), Is.EqualTo(new[] { 0, 10 }));
        Assert.That(new CurvePoints(0).Counts(Ten), Is.EqualTo(Enumerable.Range(0, 11)));
    }

    [Test]
    public void A_number_of_steps_is_rounded_up_or_spread_evenly()
    {
        Assert.That(new CurvePoints(0, 3).Counts(Ten), Is.EqualTo(new[] { 0, 4, 8, 10 }));
        Assert.That(new CurvePoints(0, 3, Spacing.Even).Counts(Ten), Is.EqualTo(new[] { 0, 3, 6, 10 }));
        Assert.That(new CurvePoints(7, 4).Counts(Ten), Is.EqualTo(new[] { 0, 3, 6, 9, 10 }), "steps before step");
    }

    [Test]
    public void Percentiles_count_what_is_strictly_above_them()
    {
        // Percentiles 80, 60, 40, 20, 0 of 0…9 are 7.2, 5.4, 3.6, 1.8, 0.
        Assert.That(new CurvePoints(0, 5, Spacing.Percentile).Counts(Ten), Is.EqualTo(new[] { 0, 2, 4, 6, 8, 9, 10 }));
        // A map that is zero in 7 of 10 places goes no further than the 3 until the last point.
        Assert.That(
            new CurvePoints(0, 4, Spacing.Percentile).Counts([3, 2, 1, 0, 0, 0, 0, 0, 0, 0]), Is.EqualTo(new[] { 0, 3, 3, 3, 3, 10 }));
    }
}
