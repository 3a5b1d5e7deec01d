using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class EnergyPointingGameTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("EnergyPointingGame");

    [TestCaseSource(nameof(Goldens))]
    public void Shares_are_those_of_the_published_formula(GoldenCase golden) =>
        Assert.That(
            Score(golden.Map(), Truths.Of(golden.Mask())).Value, Is.EqualTo(golden.Expected.GetDouble()).Within(golden.Tolerance));

    [Test]
    public void Negative_values_count_neither_inside_nor_in_total() =>
        Assert.That(Score(new SaliencyMap([3, -100, 1, -5], 2, 2), Truths.Of("##", "..")).Value, Is.EqualTo(0.75));

    [Test]
    public void A_constant_positive_map_gets_the_share_of_the_area() =>
        Assert.That(Score(new SaliencyMap([2, 2, 2, 2], 2, 2), Truths.Of("#.", "..")).Value, Is.EqualTo(0.25));

    [TestCase(new float[] { 0, 0, 0, 0 }, "degenerate:empty")]
    [TestCase(new float[] { -1, -2, 0, -3 }, "degenerate:empty")]
    [TestCase(new float[] { 1, 2, 3, float.NaN }, "degenerate:not-finite")]
    [TestCase(new float[] { 1, 2, 3, float.NegativeInfinity }, "degenerate:not-finite")]
    public void A_map_without_positive_energy_or_with_a_value_that_is_no_number_has_a_state(float[] map, string state) =>
        Assert.That(
            Score(new SaliencyMap(map, 2, 2), Truths.Of("#.", "..")), Is.EqualTo(new ScoreValue("energy", null, CellState.Parse(state))));

    [Test]
    public void Without_annotation_or_with_the_target_cut_away_the_metric_does_not_apply()
    {
        var map = new SaliencyMap([1, 2], 1, 2);
        Assert.That(
            new EnergyPointingGame().Evaluate(new FakeMetricContext(map)).Scores.Single().State.Text,
            Is.EqualTo("undefined:no-annotation"));
        Assert.That(Score(map, Truths.Of("..")).State.Text, Is.EqualTo("undefined:not-in-input"));
    }

    [Test]
    public void One_pixel_holds_all_energy() => Assert.That(Score(new SaliencyMap([3], 1, 1), Truths.Of("#")).Value, Is.EqualTo(1));

    private static ScoreValue Score(SaliencyMap map, GroundTruth truth) =>
        new EnergyPointingGame().Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores.Single();
}
