using MyMethod.Complexity;
using VisEval.Core;

namespace MyMethod.Tests;

public sealed class TopShareTests
{
    [Test]
    public void The_strongest_pixels_hold_their_part() =>
        // The two largest magnitudes of five, 4 and 3, of 4 + 3 + 2 + 1 + 0.
        Assert.That(Part(new TopShare(0.4), 1, -4, 2, 3, 0), Is.EqualTo(0.7).Within(1e-12));

    [Test]
    public void A_uniform_map_holds_the_share_of_the_pixels() =>
        Assert.That(Part(new TopShare(0.3), 2, 2, 2, 2, 2, 2, 2, 2, 2, 2), Is.EqualTo(0.3).Within(1e-12));

    [Test]
    public void Scaling_changes_nothing() =>
        Assert.That(Part(new TopShare(0.2), 10, 20, 30, 40, 5), Is.EqualTo(Part(new TopShare(0.2), 1, 2, 3, 4, 0.5f)));

    [TestCase(0f, "degenerate:empty")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void A_map_without_parts_has_a_state(float value, string state)
    {
        var score = new TopShare().Evaluate(new FakeContext([value, value], 1, 2)).Scores.Single();
        Assert.That((score.Value, score.State.ToString()), Is.EqualTo(((double?)null, state)));
    }

    private static double? Part(TopShare metric, params float[] map)
    {
        var score = metric.Evaluate(new FakeContext(map, 1, map.Length)).Scores.Single();
        Assert.That(score.State, Is.EqualTo(CellState.Ok));
        return score.Value;
    }
}
