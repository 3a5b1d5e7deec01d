using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Removal;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Average drop, increase and gain: p = 0.1·x₀ + 0.2·x₁ − 0.1·x₂ + 0.3·x₃ of ones, 0.5 for the
/// whole image.</summary>
internal sealed class AverageDropTests
{
    private static readonly ImageSize Size = new(1, 2, 2);
    private static readonly Tensor Ones = new([1, 1, 1, 1], 1, 1, 2, 2);

    private static FakeClassifier Model => ProbabilityModel.Linear(Size, 0.1f, 0.2f, -0.1f, 0.3f);

    // The masks are (0, 1/2, 1, 3/4), where p = 0.225, and (1, 1, 0, 1), where it is 0.6.
    [TestCase(new float[] { -9, 2, 4, 3 }, 0.275 / 0.5, 0, 0)]
    [TestCase(new float[] { 2, 2, -1, 2 }, 0, 1, 0.1 / 0.5)]
    public void The_three_are_those_of_the_closed_form(float[] map, double drop, double increase, double gain)
    {
        Assert.That(Value(new AverageDrop(), map), Is.EqualTo(drop).Within(1e-6));
        Assert.That(Value(new AverageIncrease(), map), Is.EqualTo(increase));
        Assert.That(Value(new AverageGain(), map), Is.EqualTo(gain).Within(1e-6));
    }

    [Test]
    public void Gain_is_a_share_of_what_is_missing_and_drop_of_what_is_there()
    {
        var high = ProbabilityModel.Linear(Size, 0.5f, 0.5f, -0.2f, 0);
        Assert.That(Value(new AverageGain(), [2, 2, 0, 2], ProbabilityModel.Of(Size, x => 0.5 + 0.3 * x[0] - 0.2 * x[2])),
            Is.EqualTo(0.2 / 0.4).Within(1e-6));
        Assert.That(Value(new AverageDrop(), [2, 0, 0, 0], high), Is.EqualTo(0.3 / 0.8).Within(1e-6));
        Assert.That(Value(new AverageDrop(Relative: false), [2, 0, 0, 0], high), Is.EqualTo(0.3).Within(1e-6));
        Assert.That(Value(new AverageDrop(Epsilon: 0.2), [2, 0, 0, 0], high), Is.EqualTo(0.3).Within(1e-6));
    }

    [Test]
    public void Masks_are_scaled_cut_or_of_magnitudes_and_what_is_masked_shows_the_fill()
    {
        Assert.That(Seen(new AverageDrop(), [-1, 0, 1, 4]), Is.EqualTo(new float[] { 0, 0, 0.25f, 1 }), "no relevance, not seen");
        Assert.That(Seen(new AverageDrop(new(MapScaling.MinMax)), [-1, 0, 1, 3]), Is.EqualTo(new float[] { 0, 0.25f, 0.5f, 1 }));
        Assert.That(Seen(new AverageDrop(new(MapScaling.Clip)), [-1, 0, 0.5f, 3]), Is.EqualTo(new float[] { 0, 0, 0.5f, 1 }));
        Assert.That(Seen(new AverageDrop(new(MapScaling.Absolute)), [-1, 0, 0.5f, 2]), Is.EqualTo(new float[] { 0.5f, 0, 0.25f, 1 }));
        Assert.That(
            Seen(new AverageDrop(new(Fill: PixelFill.Mean)), [0, 0, 1, 4], new Tensor([0, 4, 4, 8], 1, 1, 2, 2)),
            Is.EqualTo(new float[] { 4, 4, 4, 8 }));
        Assert.That(
            Seen(new AverageDrop(new(Fill: PixelFill.Minimum)), [0, 2, 1, 4], new Tensor([4, 4, 8, 0], 1, 1, 2, 2)),
            Is.EqualTo(new float[] { 0, 2, 2, 0 }));
    }

    [Test]
    public void The_masked_image_is_run_once_for_all_of_them()
    {
        var model = Model;
        var context = new FakeMetricContext(new SaliencyMap([1, 2, 3, 4], 2, 2)) { Model = model, Image = Ones };
        foreach (var metric
            in new IMetric[] { new AverageDrop(), new AverageIncrease(), new AverageGain(), new AverageDrop(Relative: false) })
            metric.Evaluate(context);
        Assert.That(model.Calls, Is.EqualTo(new[] { 1, 1 }));
        new AverageDrop(new(MapScaling.Absolute)).Evaluate(context);
        Assert.That(model.Calls, Has.Count.EqualTo(3));
    }

    [Test]
    public void A_positive_factor_changes_nothing_nor_a_shift_where_extremes_are_scaled()
    {
        float[] map = [0.5f, 1, 0.25f, 2];
        foreach (var metric in new IMetric[] { new AverageDrop(), new AverageGain() })
            Assert.That(Value(metric, [.. map.Select(v => 8 * v)]), Is.EqualTo(Value(metric, map)).Within(1e-6));
        var scaled = new MaskedImage(MapScaling.MinMax);
        foreach (var metric in new IMetric[] { new AverageDrop(scaled), new AverageGain(scaled) })
            Assert.That(Value(metric, [.. map.Select(v => 8 * v - 4)]), Is.EqualTo(Value(metric, map)).Within(1e-6));
    }

    [Test]
    public void A_signed_map_of_noise_shows_little_instead_of_half_of_everything()
    {
        // The sum of 4,096 normal numbers that are positive is .4·4096; the largest is about 3.5.
        var random = Seed.Of(1).Random();
        SaliencyMap map = new([.. Enumerable.Range(0, 4096).Select(_ => (float)random.NextGaussian())], 64, 64);
        Assert.That(new MaskedImage(MapScaling.MinMax).Mask(map).Values.Average(), Is.EqualTo(0.5).Within(0.06));
        Assert.That(new MaskedImage().Mask(map).Values.Average(), Is.EqualTo(map.Values.Average(v => Math.Max(v, 0)) / map.Values.Max())
            .Within(1e-6).And.LessThan(0.15));
    }

    [TestCase(new float[] { 1, 1, 1, 1 }, "degenerate:constant")]
    [TestCase(new float[] { 0, 0, 0, 0 }, "degenerate:constant")]
    [TestCase(new float[] { -1, -2, -2, 0 }, "degenerate:empty", false)]
    [TestCase(new float[] { 1, float.NaN, 2, 3 }, "degenerate:not-finite")]
    [TestCase(new float[] { 1, float.NegativeInfinity, 2, 3 }, "degenerate:not-finite")]
    public void A_map_that_cannot_be_scaled_has_a_state(float[] map, string state, bool also = true)
    {
        var metrics =
            new IMetric[] { new AverageDrop(), new AverageIncrease(), new AverageGain(), new AverageDrop(new(MapScaling.Absolute)) };
        foreach (var metric in metrics.Take(also ? 4 : 3))
            Assert.That(Score(metric, map).Single().State.Text, Is.EqualTo(state));
    }

    [Test]
    public void Magnitudes_may_be_constant_where_the_map_is_not() =>
        Assert.That(
            Score(new AverageDrop(new(MapScaling.Absolute)), [1, -1, 1, -1]).Single().State.Text, Is.EqualTo("degenerate:constant"));

    [Test]
    public void A_map_that_is_cut_may_be_constant_ones_lose_and_gain_nothing_zeros_lose_all()
    {
        var model = ProbabilityModel.Of(Size, x => 0.1 + 0.1 * x.Sum());
        Assert.That(Value(new AverageDrop(new(MapScaling.Clip)), [1, 1, 1, 1], model), Is.EqualTo(0));
        Assert.That(Value(new AverageIncrease(new(MapScaling.Clip)), [1, 1, 1, 1], model), Is.EqualTo(0));
        Assert.That(Value(new AverageGain(new(MapScaling.Clip)), [1, 1, 1, 1], model), Is.EqualTo(0));
        Assert.That(Value(new AverageDrop(new(MapScaling.Clip)), [0, 0, 0, 0], model), Is.EqualTo(0.8).Within(1e-6));
        Assert.That(
            Score(new AverageDrop(new(MapScaling.Clip)), [0, float.NaN, 0, 0], model).Single().State.Text,
            Is.EqualTo("degenerate:not-finite"));
    }

    [Test]
    public void What_cannot_be_divided_has_a_state()
    {
        float[] map = [1, 2, 3, 4];
        var (never, always) = (new FakeClassifier(Size, 2, _ => [-300, 300]), new FakeClassifier(Size, 2, _ => [300, -300]));
        Assert.That(Score(new AverageDrop(), map, never).Single().State.Text, Is.EqualTo("undefined:probability-zero"));
        Assert.That(Value(new AverageDrop(Epsilon: 1e-7), map, never), Is.EqualTo(0));
        Assert.That(Value(new AverageDrop(Relative: false), map, never), Is.EqualTo(0));
        Assert.That(Score(new AverageGain(), map, always).Single().State.Text, Is.EqualTo("undefined:probability-one"));
        Assert.That(Value(new AverageIncrease(), map, always), Is.EqualTo(0));
        Assert.That(
            Score(new AverageDrop(), map, new FakeClassifier(Size, 2, _ => [float.NaN, 0])).Single().State.Text,
            Is.EqualTo("undefined:model-output-not-finite"));
    }

    [TestCase("average-drop@grad-cam++", true, 0, MapScaling.MinMax)]
    [TestCase("average-drop@pytorch-grad-cam", false, 0, MapScaling.MinMax)]
    [TestCase("average-drop@torch-cam", true, 1e-7, MapScaling.MinMax)]
    [TestCase("average-drop@xplique", true, 1e-8, MapScaling.Absolute)]
    public void Dialects_are_options(string unit, bool relative, double epsilon, MapScaling scale) =>
        Assert.That(
            new Catalogue<IMetric>(typeof(IMetric).Assembly).Create(unit).Value,
            Is.EqualTo(new AverageDrop(new(scale), Relative: relative, Epsilon: epsilon)));

    private static float[] Seen(IMetric metric, float[] map, Tensor? image = null)
    {
        var model = new FakeClassifier(Size, 2, _ => [0, 0]);
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 2, 2)) { Model = model, Image = image ?? Ones });
        return model.Seen[^1];
    }

    private static double Value(IMetric metric, float[] map, FakeClassifier? model = null) =>
        Score(metric, map, model).Single().Value!.Value;

    private static IReadOnlyList<ScoreValue> Score(IMetric metric, float[] map, FakeClassifier? model = null) =>
        metric.Evaluate(new FakeMetricContext(new SaliencyMap(map, 2, 2)) { Model = model ?? Model, Image = Ones }).Scores;
}
