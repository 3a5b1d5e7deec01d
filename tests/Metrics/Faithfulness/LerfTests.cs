using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Tests.Metrics.Faithfulness;

public class LerfTests
{
    private static readonly IMetric Logit = new Lerf(new(Step: 1, Score: TargetScore.Logit));

    [Test]
    public void The_least_relevant_goes_first()
    {
        var result = Logit.Evaluate(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("lerf"));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 15, 13, 9, 8, 0 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (15 / 2.0 + 13 + 9 + 8) / 4)));
    }

    [Test]
    public void Without_ties_it_is_MoRF_of_the_negative_map()
    {
        float[] map = [3, 1, -2, 4];
        Assert.That(
            Logit.Value(RankingScene.Powers(), RankingScene.Ones, map),
            Is.EqualTo(((IMetric)new Morf(new(1, Score: TargetScore.Logit)))
                .Value(RankingScene.Powers(), RankingScene.Ones, [.. map.Select(v => -v)])));
    }

    [Test]
    public void It_is_insertion_with_the_same_fill_read_backwards()
    {
        float[] map = [3, 1, 1, 4];
        var inserted = new Insertion(1, PixelFill.Mean, TargetScore.Logit).Evaluate(RankingScene.Powers(), RankingScene.Ones, map);
        var removed = new Lerf(new(1, PixelFill.Mean, TargetScore.Logit)).Evaluate(RankingScene.Powers(), RankingScene.Ones, map);
        Assert.That(removed.Curves[0].Y, Is.EqualTo(inserted.Curves[0].Y.Reverse()));
    }

    [Test]
    public void The_patch_that_decides_beats_its_permutations() => RankingScene.AssertThePatchBeatsItsPermutations(new Lerf(new(Step: 8)));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new Lerf());

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new Lerf());
}
