using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

internal sealed class RelevanceMassTests
{
    private static IEnumerable<GoldenCase> Signed => QuantusGoldens.Of("RelevanceMassAccuracy");

    private static IEnumerable<GoldenCase> Absolute => QuantusGoldens.Of("AttributionLocalisation");

    [TestCaseSource(nameof(Signed))]
    public void Signed_sums_are_the_relevance_mass_accuracy_of_Quantus(GoldenCase golden) =>
        QuantusGoldens.Check(golden, "RelevanceMassAccuracy", QuantusGoldens.Create("relevance-mass@quantus"), needsOrder: false);

    [TestCaseSource(nameof(Absolute))]
    public void Magnitudes_are_the_attribution_localisation_of_Quantus(GoldenCase golden) =>
        QuantusGoldens.Check(
            golden, "AttributionLocalisation", QuantusGoldens.Create("relevance-mass@attribution-localisation"), needsOrder: false);

    [TestCaseSource(nameof(Absolute))]
    public void The_positive_part_is_its_positive_variant_and_the_energy_pointing_game(GoldenCase golden)
    {
        QuantusGoldens.Check(golden, "AttributionLocalisation_positive", new RelevanceMass(), needsOrder: false);
        Assert.That(
            QuantusGoldens.Score(golden, new RelevanceMass()).Value,
            Is.EqualTo(QuantusGoldens.Score(golden, new EnergyPointingGame()).Value));
    }

    [TestCase(Relevance.Positive, 2 / 3.0)]
    [TestCase(Relevance.Absolute, 6 / 8.0)]
    [TestCase(Relevance.Signed, 1.0)]
    public void By_hand(Relevance relevance, double mass)
    {
        // Inside 2 and −4, outside 1 and −1: signed −2 of −2.
        var map = new SaliencyMap([2, -4, 1, -1], 2, 2);
        Assert.That(Score(map, relevance).Value, Is.EqualTo(mass).Within(1e-15));
        Assert.That(Score(new SaliencyMap([200, -400, 100, -100], 2, 2), relevance).Value, Is.EqualTo(mass).Within(1e-15));
    }

    [TestCase(new float[] { 0, 0, 0, 0 }, Relevance.Absolute, "degenerate:empty")]
    [TestCase(new float[] { -1, -1, 0, 0 }, Relevance.Positive, "degenerate:empty")]
    [TestCase(new float[] { 1, -1, 2, -2 }, Relevance.Signed, "degenerate:empty")]
    [TestCase(new float[] { 1, float.NaN, 2, -2 }, Relevance.Positive, "degenerate:not-finite")]
    [TestCase(new float[] { 1, 1, float.NegativeInfinity, -2 }, Relevance.Positive, "degenerate:not-finite")]
    public void A_map_without_relevance_has_a_state(float[] map, Relevance relevance, string state) =>
        Assert.That(Score(new SaliencyMap(map, 2, 2), relevance).State.Text, Is.EqualTo(state));

    [Test]
    public void A_random_map_gets_the_share_of_the_target()
    {
        var mean = Enumerable.Range(0, 400).Average(seed =>
        {
            var random = Seed.Of(seed).Random();
            var map = new SaliencyMap([.. Enumerable.Range(0, 100).Select(_ => (float)random.NextGaussian())], 10, 10);
            return new RelevanceMass().Evaluate(new FakeMetricContext(map) { Truth = Third }).Scores[0].Value!.Value;
        });
        Assert.That(mean, Is.EqualTo(0.3).Within(0.015));
    }

    private static GroundTruth Third => Truths.Of(new PixelMask([.. Enumerable.Range(0, 100).Select(i => i < 30)], 10, 10));

    private static ScoreValue Score(SaliencyMap map, Relevance relevance) =>
        new RelevanceMass(relevance).Evaluate(new FakeMetricContext(map) { Truth = Truths.Of("##", "..") }).Scores.Single();
}
