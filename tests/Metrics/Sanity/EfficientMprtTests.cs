using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Sanity;

public class EfficientMprtTests
{
    [Test]
    public void The_number_is_the_relative_rise_of_the_entropy_on_the_wholly_randomized_model()
    {
        // One value of 4·2304·… stands out before; afterwards half of all do: e = H(1/n), ê = ln 2.
        var before = new float[3 * SanityMaps.Side * SanityMaps.Side];
        before[7] = 1;
        var after = before.Select((_, i) => (float)(i % 2)).ToArray();
        var n = (double)before.Length;
        var (e, risen) = (-1 / n * Math.Log(1 / n) - (1 - 1 / n) * Math.Log(1 - 1 / n), Math.Log(2));
        var asked = new List<ModelVariant>();
        var context = SanityMaps.Context(Of(before), layers: 5, variant =>
        {
            asked.Add(variant);
            return Of(after);
        });
        Assert.That(
            new EfficientMprt(Draw: WeightDraw.Permuted).Evaluate(context).Scores.Single().Value, Is.EqualTo((risen - e) / e).Within(1e-9));
        Assert.That(asked, Is.EqualTo(new[] { new ModelVariant.Randomized(0, 5, WeightDraw.Permuted) }));
    }

    [Test]
    public void An_explanation_that_ignores_the_model_does_not_rise_and_the_scale_changes_nothing()
    {
        var (own, other) = (SanityMaps.Random(1), Of([.. SanityMaps.Random(2).Values.Values.Select(v => v * v * v)]));
        double? Rise(Attribution a, Attribution b) => new EfficientMprt().Evaluate(SanityMaps.Context(a, 3, _ => b)).Scores.Single().Value;
        Assert.That(Rise(own, own), Is.Zero);
        Assert.That(
            Rise(other, own),
            Is.GreaterThan(0).And.EqualTo(Rise(SanityMaps.Times(other, 16), SanityMaps.Times(own, 0.25f))!.Value).Within(1e-12));
        Assert.That(Rise(own, other), Is.LessThan(0));
    }

    [Test]
    public void Bins_and_values_are_options()
    {
        var (own, other) = (SanityMaps.Random(1), SanityMaps.Random(2));
        double Entropy(float[] values, int bins) => HistogramEntropy.Of(values, bins);
        var e = Entropy(SanityMaps.Map(own).Values, 10);
        Assert.That(
            new EfficientMprt(10, Values: ComparedValues.Map).Evaluate(SanityMaps.Context(own, 3, _ => other)).Scores.Single().Value,
            Is.EqualTo((Entropy(SanityMaps.Map(other).Values, 10) - e) / e).Within(1e-12));
    }

    [Test]
    public void Constant_and_broken_explanations()
    {
        ScoreValue Score(Attribution own, Attribution other, int layers = 3) =>
            new EfficientMprt().Evaluate(SanityMaps.Context(own, layers, _ => other)).Scores.Single();
        var random = SanityMaps.Random(1);
        Assert.That(Score(SanityMaps.Constant(2), random).State.Text, Is.EqualTo("degenerate:constant"));
        Assert.That(Score(SanityMaps.Constant(float.NaN), random).State.Text, Is.EqualTo("degenerate:not-finite"));
        Assert.That(Score(random, SanityMaps.Constant(2)).Value, Is.EqualTo(-1), "a constant has no complexity at all");
        Assert.That(Score(random, SanityMaps.Constant(float.NaN)).State.Text, Is.EqualTo("degenerate:not-finite-when-randomized"));
        Assert.That(Score(random, random, layers: 0).State.Text, Is.EqualTo("undefined:no-weight-layers"));
    }

    private static Attribution Of(float[] values) => new(new Tensor(values, 3, SanityMaps.Side, SanityMaps.Side));
}
