using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

internal sealed class DeletionTests
{
    private static readonly ImageSize Size = new(1, 2, 2);

    [Test]
    public void The_curve_of_a_linear_model_is_what_is_left_of_its_logit()
    {
        // Contributions 1·1, 2·1, 4·1, 8·1 leave in the order of the map: 8, 1, 4, 2.
        var result = Score(
            new Deletion(new(Step: 1, Score: TargetScore.Logit)),
            FakeClassifier.Linear(Size, [1, 2, 4, 8]), new Tensor([1, 1, 1, 1], 1, 1, 2, 2), [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("deletion"));
        Assert.That(result.Curves[0].X, Is.EqualTo(new[] { 0, 0.25, 0.5, 0.75, 1 }));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 15, 7, 6, 2, 0 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (15 / 2.0 + 7 + 6 + 2) / 4)));
    }

    [Test]
    public void The_default_follows_the_softmax_probability_of_the_target()
    {
        // Two classes with logits x₀ and 0: the probability is the logistic function of the first pixel.
        var model = FakeClassifier.Linear(Size, [1, 0, 0, 0], [0, 0, 0, 0]);
        var image = new Tensor([2, 9, 9, 9], 1, 1, 2, 2);
        var curve = Score(new Deletion(new(Step: 2)), model, image, [1, 0, 0, 0]).Curves.Single();
        Assert.That(curve.Y, Is.EqualTo(new[] { 1 / (1 + Math.Exp(-2)), 0.5, 0.5 }).AsCollection.Within(1e-7));
        Assert.That(
            Score(new Deletion(new(Step: 2)), model, image, [1, 0, 0, 0], target: 1).Curves.Single().Y,
            Is.EqualTo(curve.Y.Select(p => 1 - p)).AsCollection.Within(1e-7));
    }

    [TestCase(TieOrder.Stable, new double[] { 15, 11, 10, 8, 0 })]
    [TestCase(TieOrder.Reversed, new double[] { 15, 11, 3, 1, 0 })]
    public void Pixels_of_equal_saliency_leave_in_the_stated_order(TieOrder ties, double[] curve) =>
        Assert.That(
            Score(
                new Deletion(new(Step: 1, Score: TargetScore.Logit, Ties: new(Ties: ties))),
                FakeClassifier.Linear(Size, [1, 2, 4, 8]), new Tensor([1, 1, 1, 1], 1, 1, 2, 2), [0, 0, 5, 0]).Curves.Single().Y,
            Is.EqualTo(curve));

    [Test]
    public void Negative_saliency_leaves_last() =>
        Assert.That(
            Score(
                new Deletion(new(Step: 1, Score: TargetScore.Logit)),
                FakeClassifier.Linear(Size, [1, 2, 4, 8]), new Tensor([1, 1, 1, 1], 1, 1, 2, 2), [-9, -1, -2, 0]).Curves.Single().Y,
            Is.EqualTo(new double[] { 15, 7, 5, 1, 0 }));

    [Test]
    public void Removed_pixels_are_replaced_by_the_chosen_fill() =>
        Assert.That(
            Score(
                new Deletion(new(Step: 4, Fill: PixelFill.Mean, Score: TargetScore.Logit)),
                FakeClassifier.Linear(Size, [1, 0, 0, 0]), new Tensor([8, 0, 0, 0], 1, 1, 2, 2), [1, 0, 0, 0]).Curves.Single().Y,
            Is.EqualTo(new double[] { 8, 2 }));

    [Test]
    public void A_map_of_the_patch_that_decides_beats_every_permutation_of_itself()
    {
        var size = new ImageSize(3, 12, 12);
        var model = FakeClassifier.Patch(size, new Box(3, 4, 7, 8));
        var image = new Tensor([.. Enumerable.Repeat(0.1f, size.Length)], 1, 3, 12, 12);
        var map = new float[144];
        for (var i = 0; i < map.Length; i++)
            map[i] = i % 12 is >= 3 and < 7 && i / 12 is >= 4 and < 8 ? 1 : 0;
        var perfect = Score(new Deletion(), model, image, map).Scores[0].Value!.Value;
        for (var i = 0; i < 20; i++)
        {
            var shuffled = (float[])map.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            Assert.That(Score(new Deletion(), model, image, shuffled).Scores[0].Value, Is.GreaterThan(perfect));
        }
    }

    [TestCase(new float[] { 3, 3, 3, 3 }, "degenerate:constant")]
    [TestCase(new float[] { 0, 0, 0, 0 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 2, 3 }, "degenerate:not-finite")]
    [TestCase(new float[] { 1, float.PositiveInfinity, 2, 3 }, "degenerate:not-finite")]
    public void A_map_that_says_nothing_has_a_state_and_costs_no_forward_pass(float[] map, string state)
    {
        var model = FakeClassifier.Linear(Size, [1, 2, 4, 8]);
        var result = Score(new Deletion(), model, Tensor.Zeros(1, 1, 2, 2), map);
        Assert.That(result.Scores.Single(), Is.EqualTo(new ScoreValue("auc", null, CellState.Parse(state))));
        Assert.That(result.Curves, Is.Empty);
        Assert.That(model.Calls, Is.Empty);
    }

    [Test]
    public void A_single_pixel_has_no_order()
    {
        IMetric deletion = new Deletion();
        Assert.That(
            deletion.Evaluate(new FakeMetricContext(new SaliencyMap([5], 1, 1))).Scores.Single().State.Text,
            Is.EqualTo("degenerate:constant"));
    }

    [Test]
    public void A_model_that_answers_with_NaN_leaves_no_number()
    {
        var model = new FakeClassifier(Size, 1, _ => [float.NaN]);
        Assert.That(
            Score(new Deletion(), model, Tensor.Zeros(1, 1, 2, 2), [1, 2, 3, 4]).Scores.Single().State.Text,
            Is.EqualTo("undefined:model-output-not-finite"));
    }

    [Test]
    public void The_dialect_of_RISE_reverses_ties_and_can_be_named()
    {
        var catalogue = new Catalogue<IMetric>(typeof(IMetric).Assembly);
        Assert.That(catalogue.Create("deletion@rise").Value, Is.EqualTo(new Deletion(new(Ties: new(Ties: TieOrder.Reversed)))));
        Assert.That(catalogue.Create("deletion:step=100,fill=blur,score=logit,ties=random").Value,
            Is.EqualTo(new Deletion(new(100, PixelFill.Blur, TargetScore.Logit, new(TieOrder.Random)))));
    }

    [Test]
    public void Lower_is_better_and_only_a_probability_is_bounded()
    {
        Assert.That(new Deletion().Scores.Single(), Is.EqualTo(new ScoreInfo("auc", Direction.Lower, 0, 1)));
        Assert.That(new Deletion(new(Score: TargetScore.Logit)).Scores.Single().Maximum, Is.EqualTo(double.PositiveInfinity));
    }

    private static MetricResult Score(IMetric metric, IClassifier model, Tensor image, float[] map, int target = 0) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, image.Shape[2], image.Shape[3]))
        {
            Model = model,
            Image = image,
            Target = target,
        });
}
