using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Tests.Metrics.Faithfulness;

public class AopcTests
{
    private static readonly IMetric Logit = new Aopc(new(Step: 1, Score: TargetScore.Logit));

    [Test]
    public void It_is_the_mean_loss_from_the_image_itself_on()
    {
        // MoRF 15 7 6 2 0: losses 0 8 9 13 15, five of them.
        var result = Logit.Evaluate(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Y, Is.EqualTo(new double[] { 0, 8, 9, 13, 15 }));
        Assert.That(result.Curves.Single().X, Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75, 1 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("aopc", 45 / 5.0)));
    }

    [Test]
    public void It_is_what_the_mean_of_the_deletion_curve_lacks_of_the_first_point()
    {
        IMetric mean = new Deletion(new(1, Score: TargetScore.Logit), Summary: new(Area: CurveArea.Mean));
        Assert.That(
            Logit.Value(RankingScene.Powers(), RankingScene.Ones, [1, 9, 3, 2]),
            Is.EqualTo(15 - mean.Value(RankingScene.Powers(), RankingScene.Ones, [1, 9, 3, 2])).Within(1e-12));
    }

    [Test]
    public void The_patch_that_decides_beats_its_permutations() => RankingScene.AssertThePatchBeatsItsPermutations(new Aopc(new(Step: 8)));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new Aopc());

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new Aopc());
}
