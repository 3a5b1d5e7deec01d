using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class PxApTests
{
    [Test]
    public void The_area_over_all_pixels_is_that_of_wsolevaluation()
    {
        // Its maps as they are: the fifth ends at 0.95, so that it is counted without being scaled first.
        var golden = MetricGoldens.Of("PxAP").Single();
        var (maps, masks, ignored) = (golden.Input("maps"), golden.Input("masks"), golden.Input("ignore"));
        var metric = new PxAp(1000);
        var images = Enumerable.Range(0, 5).Select(
            i => new MetricResult(
                [], metric.Count([.. maps.Item(i).Select(v => (double)v)], Mask(masks.Item(i)), Mask(ignored.Item(i))))).ToList();
        Assert.That(100 * metric.Pool(images).Single().Value, Is.EqualTo(golden.Expected.GetDouble()).Within(golden.Tolerance));
    }

    [Test]
    public void The_dialect_wsol_counts_a_map_that_spans_0_to_1_as_it_is()
    {
        var golden = MetricGoldens.Of("PxAP").Single();
        var metric = (PxAp)QuantusGoldens.Create("pxap@wsol");
        var (map, target, ignored) =
            (golden.Input("maps").Item(0), Mask(golden.Input("masks").Item(0)), Mask(golden.Input("ignore").Item(0)));
        var context = new FakeMetricContext(new SaliencyMap(map, 64, 64)) { Truth = Truths.Of(target) with { InputIgnored = ignored } };
        var curves = metric.Count([.. map.Select(v => (double)v)], target, ignored);
        Assert.That(metric.Evaluate(context).Curves.Select(c => c.Y), Is.EqualTo(curves.Select(c => c.Y)));
        Assert.That(metric.Evaluate(context).Scores, Is.EqualTo(metric.Pool([new MetricResult([], curves)])));
    }

    [Test]
    public void By_hand()
    {
        // Target 4 and 2, background 3, 1 and 0: precision 1 at recall ½, then ⅔ at recall 1.
        Assert.That(Score([4, 3, 2, 1, 0], "#.#..").Value, Is.EqualTo(0.5 * 1 + 0.5 * 2 / 3).Within(1e-15));
        // Ties count together: 2 of 3 at once.
        Assert.That(Score([4, 4, 4, 0, 0], "#.#..").Value, Is.EqualTo(2 / 3.0).Within(1e-15));
        Assert.That(Score([-4, -3, -2, -1, -5], "..##.").Value, Is.EqualTo(1).Within(1e-15));
        Assert.That(Score([400, 300, 200, 100, 0], "#.#..").Value, Is.EqualTo(5 / 6.0).Within(1e-15));
    }

    [Test]
    public void Images_are_pooled_by_pixels()
    {
        // At threshold 1: one hit and one miss; at 0.25 another hit; at 0: all four targets and four others.
        var metric = new PxAp(4);
        MetricResult One(float[] map, string row) =>
            metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 4)) { Truth = Truths.Of(row) });
        var pooled = metric.Pool([One([4, 1, 0, 0], "##.."), One([0, 0, 0, 9], "#.#.")]);
        Assert.That(pooled.Single().Value, Is.EqualTo((1 / 2.0 + 2 / 3.0 + 2 * 4 / 8.0) / 4).Within(1e-15));
    }

    [Test]
    public void A_pixel_is_ignored_only_where_it_is_not_the_target()
    {
        var truth = Truths.Of("#..") with { InputIgnored = new PixelMask([true, true, false], 1, 3) };
        Assert.That(
            new PxAp().Evaluate(new FakeMetricContext(new SaliencyMap([1, 2, 0], 1, 3)) { Truth = truth }).Scores[0].Value, Is.EqualTo(1));
    }

    [Test]
    public void The_perfect_map_has_1_and_beats_its_permutations_and_chance_is_the_share_of_the_target()
    {
        var target = Truths.Of(new PixelMask([.. Enumerable.Range(0, 400).Select(i => i < 100)], 20, 20));
        var map = Enumerable.Range(0, 400).Select(i => -(float)i).ToArray();
        double Score() =>
            new PxAp(1000).Evaluate(new FakeMetricContext(new SaliencyMap([.. map], 20, 20)) { Truth = target }).Scores[0].Value!.Value;
        Assert.That(Score(), Is.EqualTo(1));
        Seed.Of(3).Random().Shuffle(map.AsSpan());
        Assert.That(Score(), Is.EqualTo(0.25).Within(0.08));
    }

    [TestCase(new float[] { 1, 1, 1, 1, 1 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 1, 1, 1 }, "degenerate:not-finite")]
    public void A_map_without_an_order_has_a_state(float[] map, string state) =>
        Assert.That(Score(map, "#....").State.Text, Is.EqualTo(state));

    private static ScoreValue Score(float[] map, string row) =>
        new PxAp().Evaluate(new FakeMetricContext(new SaliencyMap(map, 1, 5)) { Truth = Truths.Of(row) }).Scores.Single();

    private static PixelMask Mask(float[] values) => new([.. values.Select(v => v != 0)], 64, 64);
}
