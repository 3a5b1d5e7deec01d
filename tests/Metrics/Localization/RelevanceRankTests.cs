using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

internal sealed class RelevanceRankTests
{
    private static IEnumerable<GoldenCase> Goldens => QuantusGoldens.Of("RelevanceRankAccuracy");

    [TestCaseSource(nameof(Goldens))]
    public void Shares_are_those_of_Quantus_where_nothing_is_tied(GoldenCase golden) =>
        QuantusGoldens.Check(golden, "RelevanceRankAccuracy", new RelevanceRank(), needsOrder: true);

    [Test]
    public void Where_nothing_is_hit_in_Quantus_the_number_does_not_exist()
    {
        var empty = QuantusGoldens.All.Single(c => c.ToString() == "loc_smooth_emptymask");
        foreach (var metric in new IMetric[] { new RelevanceRank(), new RelevanceMass(), new TopKIntersection(50), new LocalizationAuc() })
            Assert.That(QuantusGoldens.Score(empty, metric).State.Text, Is.EqualTo("undefined:not-in-input"));
    }

    // The target has two pixels. Of three that share the first place one lies on it; by turns each pair of them is the top.
    [TestCase(new float[] { 5, 1, 5, 5 }, TopTies.Expected, 1 / 3.0)]
    [TestCase(new float[] { 5, 1, 5, 5 }, TopTies.First, 0.5)]
    [TestCase(new float[] { 5, 5, 5, 9 }, TopTies.Expected, 1 / 3.0)]
    [TestCase(new float[] { -3, -2, -9, -7 }, TopTies.Expected, 1)]
    [TestCase(new float[] { 0, 0, 0, 9 }, TopTies.Expected, 1 / 3.0)]
    [TestCase(new float[] { 0, 0, 9, 9 }, TopTies.Expected, 0)]
    public void Ties_are_averaged_or_taken_in_order(float[] map, TopTies ties, double share) =>
        Assert.That(Score(map, new RelevanceRank(ties)).Value, Is.EqualTo(share).Within(1e-15));

    [TestCase(new float[] { 3, 3, 3, 3 }, "degenerate:constant")]
    [TestCase(new float[] { 3, 3, float.NaN, 3 }, "degenerate:not-finite")]
    public void A_map_without_an_order_has_a_state(float[] map, string state) =>
        Assert.That(Score(map, new RelevanceRank()).State.Text, Is.EqualTo(state));

    [Test]
    public void Without_annotation_the_metric_does_not_apply() =>
        Assert.That(
            new RelevanceRank().Evaluate(new FakeMetricContext(new SaliencyMap([1, 2], 1, 2))).Scores.Single().State.Text,
            Is.EqualTo("undefined:no-annotation"));

    private static ScoreValue Score(float[] map, RelevanceRank metric) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 2, 2)) { Truth = Truths.Of("##", "..") }).Scores.Single();
}
