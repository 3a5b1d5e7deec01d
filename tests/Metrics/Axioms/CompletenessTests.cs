using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Axioms;
using VisEval.Metrics.Shared.Fills;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Axioms;

public class CompletenessTests
{
    private static readonly FakeClassifier Model = FakeClassifier.Linear(new ImageSize(1, 2, 2), [1, 2, 4, 8]);

    [TestCase(new float[] { 1, 2, 4, 8 }, 0, 0)]
    [TestCase(new float[] { 1, 2, 4, 5 }, 0.2, 3)]
    [TestCase(new float[] { -15, 0, 0, 0 }, 2, 30)]
    public void The_error_of_the_sum_by_hand(float[] map, double relative, double absolute) =>
        Assert.That(
            Score(new Tensor(map, 1, 2, 2)).Select(s => s.Value),
            Is.EqualTo(new double?[] { relative, absolute }).AsCollection.Within(1e-12));

    [Test]
    public void A_map_at_a_layer_is_summed_there() =>
        Assert.That(Score(new Tensor([15], 1, 1))[1].Value, Is.Zero);

    [Test]
    public void The_baseline_is_an_option() =>
        Assert.That(
            Score(new Tensor([0, 0, 0, 0], 1, 2, 2), new Completeness(PixelFill.Mean))[1].Value, Is.Zero, "the mean of ones is the image");

    [Test]
    public void Without_a_difference_there_is_no_relative_error() =>
        Assert.That(
            Score(new Tensor([0, 0, 0, 0], 1, 2, 2), new Completeness(PixelFill.Mean))[0].State.Text,
            Is.EqualTo("undefined:no-difference"));

    [TestCase("", "undefined:no-claim")]
    [TestCase("black+white", "undefined:other-baseline")]
    [TestCase("zero", "ok")]
    [TestCase(null, "ok", Description = "a map from a file")]
    public void Only_a_method_that_claims_it_for_this_baseline_is_measured(string? claimed, string state) =>
        Assert.That(Score(new Tensor([1, 2, 4, 8], 1, 2, 2), claimed: claimed).Select(s => s.State.Text), Has.All.EqualTo(state));

    [Test]
    public void Over_images_it_is_the_median_so_that_one_image_without_a_difference_is_not_the_mean()
    {
        MetricResult Of(double? relative, double absolute) => MetricResult.Of(
            relative is { } value ? ScoreValue.Ok("relative", value) : ScoreValue.Without("relative", CellState.Undefined("no-difference")),
            ScoreValue.Ok("absolute", absolute));
        var pooled = new Completeness().Pool([Of(0.1, 1), Of(331, 2), Of(0.2, 3), Of(null, 10)]);
        Assert.That(pooled.Select(s => s.Value), Is.EqualTo(new double?[] { 0.2, 2.5 }));
        Assert.That(new Completeness().Pool([Of(null, 1)])[0].State.Text, Is.EqualTo("undefined:no-difference"));
    }

    private static IReadOnlyList<ScoreValue> Score(Tensor values, Completeness? metric = null, string? claimed = null)
    {
        var attribution = new Attribution(values);
        return ((IMetric)(metric ?? new Completeness())).Evaluate(
            new FakeMetricContext(attribution, attribution.ToMap(2, 2))
            {
                Model = Model,
                Image = new Tensor([1, 1, 1, 1], 1, 1, 2, 2),
                CompleteTo = claimed,
            }).Scores;
    }
}
