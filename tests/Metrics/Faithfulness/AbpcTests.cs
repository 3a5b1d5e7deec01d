using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class AbpcTests
{
    private static readonly IMetric Logit = new Abpc(new(Step: 1, Score: TargetScore.Logit));

    [Test]
    public void It_is_the_area_between_the_two_curves()
    {
        // LeRF 15 13 9 8 0, MoRF 15 7 6 2 0.
        var result = Logit.Evaluate(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4]);
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("abpc", (6 + 3 + 6) / 4.0)));
        Assert.That(result.Curves.Select(c => c.Name), Is.EqualTo(new[] { "morf", "lerf" }));
        Assert.That(result.Curves[1].Y, Is.EqualTo(new double[] { 15, 13, 9, 8, 0 }));
    }

    [Test]
    public void A_random_order_scores_0_on_average_over_all_orders()
    {
        // Not linear, so that it is the exchange of the curves that makes it 0.
        var model = new FakeClassifier(
            RankingScene.Tiny, 2, image => [image[0] * image[1] + 2 * image[2] * image[3] - image[0], image[3] * image[3]]);
        var image = new Tensor([1, 2, 0.5f, 3], 1, 1, 2, 2);
        var values = Permutations([1, 2, 3, 4]).Select(map => ((IMetric)new Abpc(new(1))).Value(model, image, map)).ToList();
        Assert.That(values, Has.Count.EqualTo(24).And.Some.GreaterThan(0.05));
        Assert.That(values.Average(), Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void Two_levels_in_no_order_score_0_where_every_order_counts() =>
        // Between equal pixels there is nothing to tell apart: 1 and 2 against 4 and 8 remain.
        Assert.That(
            ((IMetric)new Abpc(new(1, Score: TargetScore.Logit, Ties: new(Ties: TieOrder.Expected))))
                .Value(RankingScene.Powers(), RankingScene.Ones, [0, 0, 1, 1]),
            Is.EqualTo((13.5 + 12 + 6 - (9 + 3 + 1.5)) / 4).Within(1e-12));

    [Test]
    public void The_negative_map_has_the_negative_score() =>
        Assert.That(
            Logit.Value(RankingScene.Powers(), RankingScene.Ones, [-3, -1, -2, -4]),
            Is.EqualTo(-Logit.Value(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4])));

    [Test]
    public void The_patch_that_decides_beats_its_permutations() => RankingScene.AssertThePatchBeatsItsPermutations(new Abpc(new(Step: 8)));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new Abpc());

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new Abpc());

    [Test]
    public void A_probability_is_bounded_by_1_on_both_sides() =>
        Assert.That(new Abpc().Scores.Single(), Is.EqualTo(new ScoreInfo("abpc", Direction.Higher, -1, 1)));

    private static IEnumerable<float[]> Permutations(float[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany(first => Permutations([.. items.Where(i => i != first)]).Select(rest => (float[])[first, .. rest]));
}
