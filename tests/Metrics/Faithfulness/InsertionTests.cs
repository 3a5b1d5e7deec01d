using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

public class InsertionTests
{
    private static readonly ImageSize Size = new(1, 2, 2);
    private static readonly Tensor Ones = new([1, 1, 1, 1], 1, 1, 2, 2);

    [Test]
    public void The_curve_of_a_linear_model_is_what_is_there_of_its_logit()
    {
        var result = Score(
            new Insertion(1, PixelFill.Zero, TargetScore.Logit), FakeClassifier.Linear(Size, [1, 2, 4, 8]), Ones, [3, 1, 2, 4]);
        Assert.That(result.Curves.Single().Name, Is.EqualTo("insertion"));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new double[] { 0, 8, 9, 13, 15 }));
        Assert.That(result.Scores.Single(), Is.EqualTo(ScoreValue.Ok("auc", (8 + 9 + 13 + 15 / 2.0) / 4)));
    }

    [Test]
    public void It_starts_from_the_blur_of_RISE_and_ends_with_the_image()
    {
        var model = FakeClassifier.Linear(Size, [1, 2, 4, 8]);
        var curve = Score(new Insertion(Score: TargetScore.Logit), model, Ones, [3, 1, 2, 4]).Curves.Single().Y;
        Assert.That(model.Seen, Has.Some.EqualTo(Blur.Rise(Ones).Values));
        Assert.That(curve[0], Is.EqualTo(Blur.Rise(Ones).Values.Zip([1, 2, 4, 8], (x, w) => (double)x * w).Sum()).Within(1e-5));
        Assert.That(curve[^1], Is.EqualTo(15));
    }

    [Test]
    public void With_zeros_for_a_linear_logit_insertion_is_deletion_of_the_negative_map_read_backwards()
    {
        var model = FakeClassifier.Linear(Size, [1, 2, 4, 8]);
        float[] map = [3, 1, 2, 4];
        var inserted = Score(new Insertion(1, PixelFill.Zero, TargetScore.Logit), model, Ones, map).Curves[0].Y;
        var deleted = Score(new Deletion(new(1, PixelFill.Zero, TargetScore.Logit)), model, Ones, [.. map.Select(v => -v)]).Curves[0].Y;
        Assert.That(inserted, Is.EqualTo(deleted.Reverse()));
    }

    [Test]
    public void A_map_of_the_patch_that_decides_beats_every_permutation_of_itself()
    {
        var size = new ImageSize(3, 12, 12);
        var model = FakeClassifier.Patch(size, new Box(3, 4, 7, 8));
        var image = new Tensor([.. Enumerable.Repeat(0.1f, size.Length)], 1, 3, 12, 12);
        var map = new float[144];
        for (var i = 0; i < map.Length; i++)
            map[i] = i % 12 is >= 3 and < 7 && i / 12 is >= 4 and < 8 ? 1 : 0;
        var metric = new Insertion(Fill: PixelFill.Zero);
        var perfect = Score(metric, model, image, map).Scores[0].Value!.Value;
        for (var i = 0; i < 20; i++)
        {
            var shuffled = (float[])map.Clone();
            Seed.Of(i).Random().Shuffle(shuffled.AsSpan());
            Assert.That(Score(metric, model, image, shuffled).Scores[0].Value, Is.LessThan(perfect));
        }
    }

    [TestCase(new float[] { 3, 3, 3, 3 }, "degenerate:constant")]
    [TestCase(new float[] { 1, float.NaN, 2, 3 }, "degenerate:not-finite")]
    public void A_map_that_says_nothing_has_a_state(float[] map, string state) =>
        Assert.That(
            Score(new Insertion(), FakeClassifier.Linear(Size, [1, 2, 4, 8]), Ones, map).Scores.Single(),
            Is.EqualTo(new ScoreValue("auc", null, CellState.Parse(state))));

    [Test]
    public void Higher_is_better() =>
        Assert.That(new Insertion().Scores.Single(), Is.EqualTo(new ScoreInfo("auc", Direction.Higher, 0, 1)));

    private static MetricResult Score(IMetric metric, IClassifier model, Tensor image, float[] map) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, image.Shape[2], image.Shape[3])) { Model = model, Image = image });
}
