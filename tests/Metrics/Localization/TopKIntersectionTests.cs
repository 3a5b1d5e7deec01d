using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class TopKIntersectionTests
{
    private static IEnumerable<GoldenCase> Goldens => QuantusGoldens.Of("TopKIntersection_k50");

    [TestCaseSource(nameof(Goldens))]
    public void Shares_are_those_of_Quantus_where_nothing_is_tied(GoldenCase golden) =>
        QuantusGoldens.Check(golden, "TopKIntersection_k50", new TopKIntersection(50), needsOrder: true);

    // The target is the first of four pixels, a quarter of the input.
    [TestCase(1, false, 1)]
    [TestCase(2, false, 0.5)]
    [TestCase(2, true, 2)]
    [TestCase(4, true, 1)]
    public void By_hand(int k, bool influence, double share)
    {
        var score = Score([9, 3, 2, 1], new TopKIntersection(k, influence));
        Assert.That(score.Value, Is.EqualTo(share));
        Assert.That(Score([90, 30, 20, 10], new TopKIntersection(k, influence)), Is.EqualTo(score));
    }

    [TestCase(new float[] { 9, 3, 2, 1 }, 5, "undefined:fewer-pixels-than-k")]
    [TestCase(new float[] { 1, 1, 1, 1 }, 2, "degenerate:constant")]
    [TestCase(new float[] { 1, 1, float.NaN, 1 }, 2, "degenerate:not-finite")]
    public void Without_a_top_there_is_a_state(float[] map, int k, string state) =>
        Assert.That(Score(map, new TopKIntersection(k)).State.Text, Is.EqualTo(state));

    [Test]
    public void The_perfect_map_beats_its_permutations_whose_mean_is_the_share_of_the_target()
    {
        Assert.That(Score([1, 0, 0, 0], new TopKIntersection(1)).Value, Is.EqualTo(1));
        Assert.That(
            Enumerable.Range(0, 4)
                .Average(i => Score([.. Enumerable.Range(0, 4).Select(p => p == i ? 1f : 0)], new TopKIntersection(1)).Value!.Value),
            Is.EqualTo(0.25));
    }

    private static ScoreValue Score(float[] map, TopKIntersection metric) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 2, 2)) { Truth = Truths.Of("#.", "..") }).Scores.Single();
}
