using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class RegionPerturbationTests
{
    private static readonly ImageSize Size = new(2, 5, 7);

    [TestCase(false)]
    [TestCase(true)]
    public void The_mean_loss_is_that_of_plain_loops_over_the_regions(bool leastFirst)
    {
        var (model, image) = (LinearModel.Random(Size, 3, seed: 1), Images.Random(Size, 1, seed: 2).Values);
        float[] map = [.. Images.Random(new ImageSize(1, 5, 7), 1, seed: 3).Values.Values];
        // Regions of side 3 on 5×7: columns 0–2, 3–5, 6 and rows 0–2, 3–4.
        var regions = new[] { 0, 3 }.SelectMany(y => new[] { 0, 3, 6 }.Select(x =>
            Enumerable.Range(0, 35).Where(i => i / 7 >= y && i / 7 < y + 3 && i % 7 >= x && i % 7 < x + 3).ToArray()));
        var ranked = regions.OrderBy(r => (leastFirst ? 1 : -1) * r.Sum(i => (double)map[i])).ToList();
        var changed = image.Clone();
        double Logit() => model.Predict(changed).Logit(0, 0);
        var (whole, losses) = (Logit(), new List<double> { 0 });
        foreach (var region in ranked.Take(4))
        {
            foreach (var i in region)
                (changed.Values[i], changed.Values[35 + i]) = (0, 0);
            losses.Add(whole - Logit());
        }
        IMetric metric = new RegionPerturbation(3, 4, PixelFill.Zero, Score: TargetScore.Logit, LeastFirst: leastFirst);
        var result = metric.Evaluate(model, image, map);
        Assert.That(result.Curves.Single().Y, Is.EqualTo(losses).AsCollection.Within(1e-4));
        Assert.That(result.Scores.Single().Value, Is.EqualTo(losses.Average()).Within(1e-4));
        Assert.That(metric.Scores[0].Direction, Is.EqualTo(leastFirst ? Direction.Lower : Direction.Higher));
    }

    [Test]
    public void Noise_lies_within_the_image_and_the_number_is_the_mean_over_its_draws()
    {
        var model = new FakeClassifier(new ImageSize(1, 1, 2), 1, image => [image[0]]);
        var image = new Tensor([1, -1], 1, 1, 1, 2);
        IMetric metric = new RegionPerturbation(1, 1, Draws: 1000, Score: TargetScore.Logit);
        // One region of one pixel: the loss is 1 minus noise of mean 0, and the number half of it.
        Assert.That(metric.Value(model, image, [1, 0]), Is.EqualTo(0.5).Within(0.05));
        Assert.That(model.Seen.Select(i => i[0]), Has.All.InRange(-1, 1));
        Assert.That(metric.Evaluate(model, image, [1, 0], Seed.Of(7)).Scores[0].Value, Is.Not.EqualTo(metric.Value(model, image, [1, 0])));
        Assert.That(metric.Value(model, image, [1, 0]), Is.EqualTo(metric.Value(model, image, [1, 0])));
    }

    [Test]
    public void The_paper_takes_a_hundred_regions_of_nine_pixels_square_and_noise() =>
        Assert.That(new RegionPerturbation(), Is.EqualTo(new RegionPerturbation(9, 100, PixelFill.Noise)));

    [Test]
    public void The_patch_that_decides_beats_its_permutations() =>
        RankingScene.AssertThePatchBeatsItsPermutations(new RegionPerturbation(3, Fill: PixelFill.Zero));

    [Test]
    public void Only_the_order_counts() => RankingScene.AssertOnlyTheOrderCounts(new RegionPerturbation(2, Draws: 2));

    [Test]
    public void No_order_no_number() => RankingScene.AssertNoOrderNoNumber(new RegionPerturbation(1));
}
