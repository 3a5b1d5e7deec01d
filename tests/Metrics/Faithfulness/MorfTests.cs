using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Faithfulness;

internal sealed class MorfTests
{
    private static readonly IMetric Logit = new Morf(new(Step: 1, Score: TargetScore.Logit));

    [Test]
    public void The_most_relevant_goes_first()
    {
        var result = Logit.Evaluate(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("morf"));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 15, 7, 6, 2, 0 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (15 / 2.0 + 7 + 6 + 2) / 4)));
    }

    [Test]
    public void It_is_deletion_under_another_name([Values] TieOrder ties)
    {
        float[] map = [3, 1, 1, 4];
        Assert.That(
            ((IMetric)new Morf(new(1, PixelFill.Mean, TargetScore.Logit, new(ties)))).Value(RankingScene.Powers(), RankingScene.Ones, map),
            Is.EqualTo(((IMetric)new Deletion(new(1, PixelFill.Mean, TargetScore.Logit, new(ties))))
                .Value(RankingScene.Powers(), RankingScene.Ones, map)));
    }

    [Test]
    public void The_patch_that_decides_beats_its_permutations() => RankingScene.AssertThePatchBeatsItsPermutations(new Morf(new(Step: 8)));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new Morf());

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new Morf());
}
