using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class SelectivityTests
{
    [Test]
    public void The_curve_of_a_linear_model_is_what_is_left_of_its_logit()
    {
        // Two regions of side 2; the map sums to 1 over the left and to 4 over the right.
        var model = FakeClassifier.Linear(new ImageSize(1, 2, 4), [1, 2, 4, 8, 16, 32, 64, 128]);
        var image = new Tensor([.. Enumerable.Repeat(1f, 8)], 1, 1, 2, 4);
        var result = new Selectivity(2, Score: TargetScore.Logit).Evaluate(model, image, [1, 0, 2, 3, 0, 0, 0, -1]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("selectivity"));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 255, 1 + 2 + 16 + 32, 0 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (255 / 2.0 + 51) / 2)));
    }

    [Test]
    public void Regions_of_one_pixel_are_deletion_pixel_by_pixel() =>
        Assert.That(
            ((IMetric)new Selectivity(1)).Value(RankingScene.Powers(), RankingScene.Ones, [3, 1, 1, 4]),
            Is.EqualTo(((IMetric)new Deletion(new(1))).Value(RankingScene.Powers(), RankingScene.Ones, [3, 1, 1, 4])));

    [Test]
    public void Tied_regions_leave_in_every_order_where_asked()
    {
        var model = FakeClassifier.Linear(new ImageSize(1, 2, 4), [1, 2, 4, 8, 16, 32, 64, 128]);
        var image = new Tensor([.. Enumerable.Repeat(1f, 8)], 1, 1, 2, 4);
        float[] map = [0, 0, 1, 1, 0, 0, 1, 2];
        var curve = new Selectivity(1, Score: TargetScore.Logit, Ties: new(Ties: TieOrder.Expected, TieOrders: 6))
            .Evaluate(model, image, map).Curves[0].Y;
        // 128, then 4, 8 and 64 alike, then 1, 2, 16 and 32 alike.
        double[] expected =
        [
            255, 127, 127 - 76 / 3.0, 127 - 152 / 3.0, 51, 51 * 3 / 4.0, 51 / 2.0, 51 / 4.0, 0,
        ];
        Assert.That(curve, Is.EqualTo(expected).AsCollection.Within(1e-9));
    }

    [Test]
    public void The_patch_that_decides_beats_its_permutations() => RankingScene.AssertThePatchBeatsItsPermutations(new Selectivity(3));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new Selectivity(2));

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new Selectivity(1));
}
