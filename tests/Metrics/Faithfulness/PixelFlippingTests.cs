using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class PixelFlippingTests
{
    private static readonly Catalogue<IMetric> Catalogue = new(typeof(IMetric).Assembly);

    [Test]
    public void Pixels_are_flipped_by_relevance()
    {
        var result = new PixelFlipping(1, Score: TargetScore.Logit).Evaluate(RankingScene.Powers(), RankingScene.Ones, [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("pixel-flipping"));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 15, 7, 6, 2, 0 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (15 / 2.0 + 7 + 6 + 2) / 4)));
    }

    [Test]
    public void A_constant_score_gets_one_less_than_the_number_of_flips_in_the_dialect_of_Quantus()
    {
        var constant = new FakeClassifier(new ImageSize(3, 4, 4), 1, _ => [0]);
        var image = Images.Random(new ImageSize(3, 4, 4), 1, seed: 1).Values;
        float[] map = [.. Enumerable.Range(0, 16).Select(i => (float)i)];
        Assert.That(Catalogue.Create("pixel-flipping@quantus").Value.Value(constant, image, map), Is.EqualTo(15));
        Assert.That(Catalogue.Create("pixel-flipping@quantus-0.6").Value.Value(constant, image, map), Is.EqualTo(47));
        Assert.That(Catalogue.Create("pixel-flipping").Value.Value(constant, image, map), Is.EqualTo(1));
    }

    [Test]
    public void Thirty_flips_of_a_flat_map_touch_ten_pixels_in_version_0_6_of_Quantus_only()
    {
        var size = new ImageSize(3, 8, 8);
        float[] map = [.. Enumerable.Range(0, 64).Select(i => (float)(i * 37 % 64))];
        foreach (var (dialect, pixels) in new[] { ("quantus", 30), ("quantus-0.6", 10) })
        {
            var model = new FakeClassifier(size, 1, _ => [0]);
            var image = new Tensor([.. Enumerable.Range(0, 192).Select(i => i + 1f)], 1, 3, 8, 8);
            Catalogue.Create($"pixel-flipping@{dialect}").Value.Value(model, image, map);
            // The smallest value stands in the pixel that goes last.
            var touched = Enumerable.Range(0, 192).Where(i => model.Seen[29][i] != image.Values[i]).Select(i => i % 64).Distinct();
            Assert.That(touched.Count(), Is.EqualTo(pixels), dialect);
        }
    }

    [Test]
    public void Where_the_explanation_has_a_value_for_each_entry_both_dialects_of_Quantus_agree()
    {
        var size = new ImageSize(3, 4, 4);
        var attribution = new Attribution(Images.Random(size, 1, seed: 2).Values.ItemTensor(0));
        FakeMetricContext Context() => new(attribution, attribution.ToMap(4, 4))
        {
            Model = LinearModel.Random(size, 3, seed: 3),
            Image = Images.Random(size, 1, seed: 1).Values,
        };
        Assert.That(
            Catalogue.Create("pixel-flipping@quantus").Value.Evaluate(Context()).Scores,
            Is.EqualTo(Catalogue.Create("pixel-flipping@quantus-0.6").Value.Evaluate(Context()).Scores));
    }

    [Test]
    public void The_patch_that_decides_beats_its_permutations() =>
        RankingScene.AssertThePatchBeatsItsPermutations(new PixelFlipping(Step: 8));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new PixelFlipping());

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new PixelFlipping());
}
