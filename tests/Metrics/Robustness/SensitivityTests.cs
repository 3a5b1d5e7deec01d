using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Robustness;
using VisEval.Metrics.Shared.Copies;
using static VisEval.Tests.Metrics.Robustness.RobustnessCases;

namespace VisEval.Tests.Metrics.Robustness;

public class SensitivityTests
{
    private static readonly IMetric[] Both = [new MaxSensitivity(), new AvgSensitivity()];

    [Test]
    public void The_explanation_that_is_the_image_changes_as_much_as_the_image()
    {
        var changes = Changes(context => new MaxSensitivity().Evaluate(context));
        Assert.That(changes, Has.Count.EqualTo(50));
        var lengths = changes.Select(Length).ToList();
        var own = Length(Pixels.Select(v => (double)v));
        Check(new MaxSensitivity().Evaluate(Context(x => [.. x])), lengths.Max() / own, lengths.Max());
        Check(new AvgSensitivity().Evaluate(Context(x => [.. x])), lengths.Average() / own, lengths.Average());
    }

    [Test]
    public void A_linear_explanation_multiplies_the_change_by_its_slope()
    {
        var lengths = Changes(context => new MaxSensitivity(new(Samples: 9)).Evaluate(context)).Select(Length).ToList();
        var metric = new MaxSensitivity(new(Samples: 9)).Evaluate(Context(x => [.. x.Select(v => 3 * v + 7)]));
        Check(metric, 3 * lengths.Max() / Length(Pixels.Select(v => 3.0 * v + 7)), 3 * lengths.Max());
    }

    [Test]
    public void Given_changes_are_scored_by_the_formula_written_out()
    {
        float[] Explain(float[] x) => [.. x.Select((v, i) => v * v + x[(i + 1) % x.Length])];
        var random = Seed.Of(3).Random();
        var changes = new Tensor([.. Enumerable.Range(0, 4 * 6).Select(_ => (float)random.NextGaussian())], 4, 1, 2, 3);
        var own = Explain(Pixels);
        var expected = Enumerable.Range(0, 4).Max(n =>
        {
            var moved = Explain([.. Pixels.Select((v, i) => v + changes.Item(n)[i])]);
            return Math.Sqrt(own.Zip(moved, (a, b) => ((double)a - b) * ((double)a - b)).Sum());
        });
        Check(new MaxSensitivity().Evaluate(Context(Explain), changes), expected / Length(own.Select(v => (double)v)), expected);
    }

    [Test]
    public void Changes_are_uniform_in_the_ball_or_normal_and_come_from_the_seed()
    {
        var uniform = Changes(context => new MaxSensitivity(new(500, 0.3)).Evaluate(context)).SelectMany(c => c).ToList();
        Assert.That(uniform.Max(Math.Abs), Is.LessThanOrEqualTo(0.3 + 1e-6).And.GreaterThan(0.29));
        Assert.That(uniform.Average(v => v * v), Is.EqualTo(0.03).Within(0.002), "r²/3");
        var normal = Changes(context => new MaxSensitivity(new(500, 0.3, SmallNoise.Gaussian)).Evaluate(context))
            .SelectMany(c => c).ToList();
        Assert.That(normal.Average(v => v * v), Is.EqualTo(0.09).Within(0.006));
        Assert.That(Changes(context => new AvgSensitivity(new(500, 0.3)).Evaluate(context)).SelectMany(c => c), Is.EqualTo(uniform),
            "both metrics see the same");
        Assert.That(
            new MaxSensitivity().Evaluate(Context(x => [.. x], seed: 2)).Scores[0].Value,
            Is.Not.EqualTo(new MaxSensitivity().Evaluate(Context(x => [.. x])).Scores[0].Value));
    }

    [Test]
    public void All_metrics_of_robustness_share_the_explanations()
    {
        var calls = 0;
        var context = Context(x => [.. x], _ => calls++);
        new MaxSensitivity().Evaluate(context);
        new AvgSensitivity().Evaluate(context);
        new LocalLipschitz().Evaluate(context);
        Assert.That(calls, Is.EqualTo(50));
        new AvgSensitivity(new(Samples: 60)).Evaluate(context);
        Assert.That(calls, Is.EqualTo(110));
    }

    [Test]
    public void Relative_numbers_do_not_change_with_the_scale_and_absolute_ones_grow_with_it()
    {
        foreach (var metric in Both)
        {
            var (one, eight) =
                (metric.Evaluate(Context(x => [.. x.Select(v => v * v)])), metric.Evaluate(Context(x => [.. x.Select(v => 8 * v * v)])));
            Check(eight, one.Scores[0].Value!.Value, 8 * one.Scores[1].Value!.Value);
        }
    }

    [Test]
    public void An_explanation_that_ignores_the_image_does_not_change() =>
        Assert.That(Both.SelectMany(m => m.Evaluate(Context(_ => [1, 2, 3, 4, 5, 6])).Scores.Select(s => s.Value)), Is.All.Zero);

    [Test]
    public void A_smoother_explanation_is_more_robust()
    {
        // The mean over neighbours halves and more the change that noise makes.
        float[] Smooth(float[] x) => [.. x.Select((v, i) => (v + x[(i + 1) % 6] + x[(i + 2) % 6]) / 3)];
        foreach (var metric in Both)
            Assert.That(
                metric.Evaluate(Context(Smooth)).Scores[1].Value,
                Is.LessThan(metric.Evaluate(Context(x => [.. x])).Scores[1].Value!.Value));
    }

    [Test]
    public void Quantus_divides_by_the_length_of_the_image()
    {
        var (quantus, own) = (new MaxSensitivity(Per: ChangePer.Image).Evaluate(Context(x => [.. x.Select(v => 5 * v)])),
            new MaxSensitivity().Evaluate(Context(x => [.. x])));
        Assert.That(quantus.Scores[0].Value, Is.EqualTo(5 * own.Scores[0].Value!.Value).Within(1e-6));
        var black = Context(x => [1, 2, 3, 4, 5, x[0]], image: new float[6]);
        Assert.That(
            new AvgSensitivity(Per: ChangePer.Image).Evaluate(black).Scores.Select(s => s.State.Text),
            Is.EqualTo(new[] { "undefined:empty-image", "ok" }));
    }

    [TestCase(0f, "degenerate:constant")]
    [TestCase(2f, "degenerate:constant")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void An_explanation_that_says_nothing_has_a_state_and_nothing_is_asked(float value, string state)
    {
        foreach (var metric in Both.Append(new LocalLipschitz()))
            Assert.That(
                metric.Evaluate(Context(_ => [.. Enumerable.Repeat(value, 6)], _ => Assert.Fail("asked"))).Scores.Select(s => s.State.Text),
                Is.All.EqualTo(state));
    }

    [Test]
    public void An_explanation_that_becomes_no_number_has_a_state()
    {
        foreach (var metric in Both.Append(new LocalLipschitz()))
            Assert.That(
                metric.Evaluate(Context(x => x[0] == 1 ? [1, 2, 3, 4, 5, 6] : [.. Enumerable.Repeat(float.NaN, 6)]))
                    .Scores.Select(s => s.State.Text),
                Is.All.EqualTo("degenerate:not-finite-when-perturbed"));
    }

    [Test]
    public void One_pixel_and_many_samples_go_in_chunks_of_64()
    {
        var sizes = 0;
        var context = Context(x => [.. x], _ => sizes++);
        Assert.That(new MaxSensitivity(new(Samples: 200)).Evaluate(context).Scores[0].State.IsOk);
        Assert.That(sizes, Is.EqualTo(200));
        var onehot = new MaxSensitivity().Evaluate(Context(x => [x[0], 0, 0, 0, 0, 0]));
        Assert.That(
            onehot.Scores[0].Value, Is.EqualTo(Changes(c => new MaxSensitivity().Evaluate(c)).Max(c => Math.Abs(c[0]))).Within(1e-6));
    }

    private static void Check(MetricResult result, double relative, double absolute)
    {
        Assert.That(result.Scores.Select(s => s.Name), Is.EqualTo(new[] { "relative", "absolute" }));
        Assert.That(result.Scores[0].Value, Is.EqualTo(relative).Within(1e-5 * relative));
        Assert.That(result.Scores[1].Value, Is.EqualTo(absolute).Within(1e-5 * absolute));
    }
}
