using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Shared.Curves;

namespace VisEval.Tests.Metrics.Shared.Curves;

public sealed class StepCurveSumTests
{
    private static double LargestMean(IReadOnlyList<Curve> curves) =>
        new StepCurveSum(curves).LargestMean([.. curves.Select(_ => 1)], curves.Count);

    [Test]
    public void The_largest_mean_is_found_where_steps_overlap_not_where_each_is_largest()
    {
        // One is right up to 0.4, the other from there on: never both.
        Curve[] apart = [StepCurve.Of("c", [(0.4, 1), (1, 0)]), StepCurve.Of("c", [(0.4, 0), (1, 1)])];
        Assert.That(LargestMean(apart), Is.EqualTo(0.5));
        // At 0.4 itself the first still holds, so that a step to 0.3 suffices for both.
        Assert.That(LargestMean([apart[0], StepCurve.Of("c", [(0.3, 0), (1, 1)])]), Is.EqualTo(1));
        // A single point counts.
        Assert.That(LargestMean([apart[0], StepCurve.Of("c", [(0, 1), (1, 0)])]), Is.EqualTo(1));
        // Nothing is gained where one ends at the point at which the other begins.
        Assert.That(LargestMean([StepCurve.Of("c", [(0, 1), (1, 0)]), StepCurve.Of("c", [(0, 0), (1, 1)])]), Is.EqualTo(0.5));
    }

    // A curve with a single jump: largest before it, up to the jump itself, or after it, to the end.
    [TestCase(1, 0, 0.4)]
    [TestCase(0, 1, 1)]
    public void With_a_single_jump_the_largest_is_on_its_higher_side(double before, double after, double at) =>
        Assert.That(
            new StepCurveSum([StepCurve.Of("c", [(0.4, before), (1, after)])]).Largest([1], 1), Is.EqualTo((1.0, at)));

    [Test]
    public void Over_any_draw_it_is_the_largest_of_the_means_at_all_positions()
    {
        var random = Seed.Of(11).Random();
        double[][] values =
            [.. Enumerable.Range(0, 6).Select(_ => Enumerable.Range(0, 11).Select(_ => (double)random.NextInt(2)).ToArray())];
        var sum = new StepCurveSum(
            [.. values.Select(y => StepCurve.Of("c", [.. y.Select((v, i) => (i / 10.0, v))]))]);
        for (var draw = 0; draw < 50; draw++)
        {
            int[] drawn = [.. Enumerable.Range(0, 6).Select(_ => random.NextInt(6))];
            var expected = Enumerable.Range(0, 11).Max(x => drawn.Average(i => values[i][x]));
            int[] times = [.. Enumerable.Range(0, 6).Select(i => drawn.Count(d => d == i))];
            var (largest, at) = sum.Largest(times, 6);
            Assert.That((sum.LargestMean(times, 6), largest), Is.EqualTo((largest, largest)));
            Assert.That(largest, Is.EqualTo(expected).Within(1e-12));
            Assert.That(sum.MeanAt(times, 6, at), Is.EqualTo(largest), "where it is largest");
            for (var x = 0; x <= 10; x++)
                Assert.That(sum.MeanAt(times, 6, x / 10.0), Is.EqualTo(drawn.Average(i => values[i][x])).Within(1e-12));
        }
    }
}
