using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Localization;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Localization;

public class LocalizationAccuracyTests
{
    // Logits 3, 2, 2, 1 whatever the image; the bright region is columns 0 and 1 of four.
    private static readonly FakeClassifier Model = new(new ImageSize(1, 1, 4), 4, _ => [3, 2, 2, 1]);
    private static readonly SaliencyMap Map = new([9, 9, 0, 0], 1, 4);

    [TestCase(0, 1, ExpectedResult = 1)]
    [TestCase(1, 1, ExpectedResult = 0)]
    [TestCase(1, 2, ExpectedResult = 1)]
    [TestCase(2, 2, ExpectedResult = 0)]
    [TestCase(2, 3, ExpectedResult = 1)]
    [TestCase(3, 0, ExpectedResult = 1)]
    public double The_target_must_be_among_the_first_classes(int target, int top) =>
        Score(target, [new Box(0, 0, 2, 1)], new LocalizationAccuracy(Top: top)).Value!.Value;

    [TestCase(4, 0.5, ExpectedResult = 1)]
    [TestCase(4, 0.51, ExpectedResult = 0)]
    [TestCase(3, 0.6, ExpectedResult = 1)]
    public double The_box_must_fit(double right, double overlap) =>
        Score(0, [new Box(0, 0, right, 1)], new LocalizationAccuracy(Iou: overlap)).Value!.Value;

    [Test]
    public void The_best_of_several_boxes_counts() =>
        Assert.That(Score(0, [new Box(3, 0, 4, 1), new Box(0, 0, 2, 1)], new LocalizationAccuracy()).Value, Is.EqualTo(1));

    [Test]
    public void A_wrong_class_is_an_error_and_not_a_lack_of_annotation()
    {
        // The model's class 0 is explained; the image shows class 1.
        FakeMetricContext Context(GroundTruth? shown) => new(Map)
        {
            Model = Model,
            Image = Tensor.Zeros(1, 1, 1, 4),
            Target = 0,
            Labels = [1],
            Truths = _ => shown,
        };
        var boxed = Truths.Of(Truths.Of("##..").Input, new Box(0, 0, 2, 1));
        Assert.Multiple(() =>
        {
            Assert.That(new LocalizationAccuracy().Evaluate(Context(boxed)).Scores.Single().Value, Is.Zero);
            Assert.That(
                new LocalizationAccuracy().Evaluate(Context(null)).Scores.Single().State.Text, Is.EqualTo("undefined:no-annotation"));
            Assert.That(
                QuantusGoldens.Create("localization-accuracy@gt-known").Evaluate(Context(boxed)).Scores.Single().State.Text,
                Is.EqualTo("undefined:no-annotation"));
        });
    }

    [TestCase(new float[] { 1, 1, 1, 1 }, "degenerate:constant")]
    [TestCase(new float[] { 0, 0, -1, 0 }, "degenerate:empty")]
    [TestCase(new float[] { 0, float.NaN, -1, 0 }, "degenerate:not-finite")]
    public void A_map_without_a_box_has_a_state(float[] map, string state) =>
        Assert.That(Score(0, [new Box(0, 0, 2, 1)], new LocalizationAccuracy(), new SaliencyMap(map, 1, 4)).State.Text, Is.EqualTo(state));

    [Test]
    public void Where_the_class_does_not_matter_the_model_is_not_run()
    {
        var context = new FakeMetricContext(Map) { Truth = Truths.Of(Truths.Of("##..").Input, new Box(0, 0, 2, 1)) };
        Assert.That(new LocalizationAccuracy(Top: 0).Evaluate(context).Scores.Single().Value, Is.EqualTo(1));
    }

    [Test]
    public void It_is_the_share_of_overlaps_of_a_half_or_more_of_localization_iou()
    {
        var random = Seed.Of(4).Random();
        for (var i = 0; i < 50; i++)
        {
            var map = new SaliencyMap([random.NextInt(3), random.NextInt(3), random.NextInt(3), 3], 1, 4);
            Box[] boxes = [new Box(random.NextInt(3), 0, 4, 1)];
            var truth = Truths.Of(Truths.Of("...#").Input, boxes);
            var context = new FakeMetricContext(map) { Model = Model, Image = Tensor.Zeros(1, 1, 1, 4), Truth = truth };
            var overlap = new LocalizationIou().Evaluate(context).Scores.Single().Value;
            Assert.That(
                new LocalizationAccuracy().Evaluate(context).Scores.Single().Value,
                Is.EqualTo(overlap is null ? null : overlap >= 0.5 ? 1 : 0));
        }
    }

    private static ScoreValue Score(int target, IReadOnlyList<Box> boxes, LocalizationAccuracy metric, SaliencyMap? map = null) =>
        metric.Evaluate(new FakeMetricContext(map ?? Map)
        {
            Model = Model,
            Image = Tensor.Zeros(1, 1, 1, 4),
            Target = target,
            Labels = [target],
            Truth = Truths.Of(Truths.Of("##..").Input, boxes),
        }).Scores.Single();
}
