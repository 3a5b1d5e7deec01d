using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class LocalizationAucTests
{
    private static IEnumerable<GoldenCase> Goldens => QuantusGoldens.Of("AUC");

    [TestCaseSource(nameof(Goldens))]
    public void Areas_are_those_of_Quantus(GoldenCase golden) =>
        QuantusGoldens.Check(golden, "AUC", new LocalizationAuc(), needsOrder: true);

    [TestCase(3)]
    [TestCase(1000)]
    public void It_is_the_share_of_pairs_in_the_right_order_and_the_area_under_the_curve(int levels)
    {
        var random = Seed.Of(levels).Random();
        var map = new SaliencyMap([.. Enumerable.Range(0, 120).Select(_ => random.NextInt(levels) - levels / 2f)], 10, 12);
        var truth = Truths.Of(new PixelMask([.. map.Values.Select(v => random.NextDouble() < 0.3 + 0.0003 * v)], 10, 12));
        var (inside, outside) = (Values(map, truth, true), Values(map, truth, false));
        var pairs = inside.Sum(i => outside.Sum(o => i > o ? 1.0 : i == o ? 0.5 : 0)) / (inside.Count * outside.Count);
        // Trapezoids between the points (false positives, true positives) of every threshold.
        var curve = map.Values.Distinct().OrderDescending()
            .Select(t => (X: outside.Count(v => v >= t) / (double)outside.Count, Y: inside.Count(v => v >= t) / (double)inside.Count))
            .Prepend((X: 0.0, Y: 0.0)).ToList();
        var area = curve.Zip(curve.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();

        Assert.That(Score(map, truth).Value, Is.EqualTo(pairs).Within(1e-12));
        Assert.That(Score(map, truth).Value, Is.EqualTo(area).Within(1e-12));
    }

    [TestCase(new float[] { 4, 3, 2, 1 }, 1)]
    [TestCase(new float[] { 1, 2, 3, 4 }, 0)]
    [TestCase(new float[] { -1, -4, -2, -3 }, 0.5)]
    [TestCase(new float[] { 0, 0, 0, 7 }, 0.25)]
    public void By_hand(float[] map, double area)
    {
        Assert.That(Score(new SaliencyMap(map, 2, 2), Truths.Of("##", "..")).Value, Is.EqualTo(area));
        Assert.That(Score(new SaliencyMap([.. map.Select(v => v / 3)], 2, 2), Truths.Of("##", "..")).Value, Is.EqualTo(area));
    }

    [Test]
    public void Without_background_order_or_number_there_is_a_state() =>
        Assert.Multiple(() =>
        {
            Assert.That(Score(new SaliencyMap([1, 2], 1, 2), Truths.Of("##")).State.Text, Is.EqualTo("undefined:no-background"));
            Assert.That(Score(new SaliencyMap([2, 2], 1, 2), Truths.Of("#.")).State.Text, Is.EqualTo("degenerate:constant"));
            Assert.That(Score(new SaliencyMap([2, float.NaN], 1, 2), Truths.Of("#.")).State.Text, Is.EqualTo("degenerate:not-finite"));
        });

    private static List<float> Values(SaliencyMap map, GroundTruth truth, bool inside) =>
        [.. map.Values.Where((_, i) => truth.Input.Pixels[i] == inside)];

    private static ScoreValue Score(SaliencyMap map, GroundTruth truth) =>
        new LocalizationAuc().Evaluate(new FakeMetricContext(map) { Truth = truth }).Scores.Single();
}
