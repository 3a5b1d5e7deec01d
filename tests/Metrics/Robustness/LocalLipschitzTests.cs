using VisEval.Metrics.Robustness;
using VisEval.Metrics.Shared.Copies;
using static VisEval.Tests.Metrics.Robustness.RobustnessCases;

namespace VisEval.Tests.Metrics.Robustness;

public class LocalLipschitzTests
{
    [Test]
    public void A_linear_explanation_is_as_steep_everywhere_as_its_slope()
    {
        Assert.That(Score(new LocalLipschitz(Normalize: false), x => [.. x.Select(v => -4 * v + 1)]), Is.EqualTo(4).Within(1e-4));
        Assert.That(
            Score(new LocalLipschitz(new(Radius: 0.01), Normalize: false), x => [.. x.Select(v => -4 * v + 1)]),
            Is.EqualTo(4).Within(1e-3), "whatever the radius");
    }

    [Test]
    public void Only_what_the_explanation_reads_counts()
    {
        // Φ = x_0 at every pixel but one: √5·|δ_0|/‖δ‖, largest over the draws.
        var changes = Changes(context => new LocalLipschitz(Normalize: false).Evaluate(context));
        Assert.That(
            Score(new LocalLipschitz(Normalize: false), x => [x[0], x[0], x[0], x[0], x[0], 9]),
            Is.EqualTo(changes.Max(c => Math.Sqrt(5) * Math.Abs(c[0]) / Length(c))).Within(1e-5));
    }

    [Test]
    public void Normalized_explanations_are_each_divided_by_their_largest_magnitude_so_the_scale_drops_out()
    {
        float[] Explain(float[] x) => [.. x.Select(v => v * v - 2)];
        var changes = Changes(context => new LocalLipschitz(new(7, 0.1, SmallNoise.Gaussian)).Evaluate(context));
        double[] Scaled(IEnumerable<double> x)
        {
            var values = x.Select(v => v * v - 2).ToArray();
            return [.. values.Select(v => v / values.Max(Math.Abs))];
        }
        var own = Scaled(Pixels.Select(v => (double)v));
        var expected = changes.Max(c => Length(Scaled(Pixels.Zip(c, (v, d) => v + d)).Zip(own, (a, b) => a - b)) / Length(c));
        var metric = new LocalLipschitz(new(7, 0.1, SmallNoise.Gaussian), Normalize: true);
        Assert.That(Score(metric, Explain), Is.EqualTo(expected).Within(1e-5 * expected));
        Assert.That(Score(metric, x => [.. Explain(x).Select(v => 4 * v)]), Is.EqualTo(expected).Within(1e-5 * expected));
        Assert.That(
            Score(new LocalLipschitz(Normalize: false), x => [.. Explain(x).Select(v => 4 * v)]),
            Is.EqualTo(4 * Score(new LocalLipschitz(Normalize: false), Explain)).Within(1e-4));
    }

    [Test]
    public void An_explanation_that_ignores_the_image_is_flat() =>
        Assert.That(Score(new LocalLipschitz(), _ => [1, 0, 0, 0, 0, -1]), Is.Zero);

    [Test]
    public void An_explanation_that_becomes_zero_is_a_finite_change() =>
        Assert.That(
            Score(new LocalLipschitz(Normalize: true), x => x[0] == 1 ? [1, 2, 3, 4, 5, 6] : new float[6]),
            Is.GreaterThan(0).And.LessThan(100));

    private static double Score(LocalLipschitz metric, Func<float[], float[]> explain) =>
        metric.Evaluate(Context(explain)).Scores.Single().Value!.Value;
}
