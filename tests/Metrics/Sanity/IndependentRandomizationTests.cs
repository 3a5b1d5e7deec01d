using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Similarity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

public class IndependentRandomizationTests
{
    [Test]
    public void Each_layer_alone_is_re_drawn_and_the_number_is_the_mean()
    {
        // Only the layer nearest the output matters to the explanation.
        var (explanation, other) = (SanityMaps.Random(1), SanityMaps.Random(2));
        var asked = new List<ModelVariant>();
        var result = new IndependentRandomization(Draw: WeightDraw.Permuted).Evaluate(SanityMaps.Context(explanation, layers: 4, variant =>
        {
            asked.Add(variant);
            return variant is ModelVariant.Randomized { First: 0 } ? other : explanation;
        }));
        Assert.That(asked, Is.EqualTo(Enumerable.Range(0, 4).Select(k => new ModelVariant.Randomized(k, 1, WeightDraw.Permuted))));
        var changed = new ExplanationSimilarity(explanation, SanityMaps.Map(explanation))
            .To(other, "")
            .Select(s => s.Value!.Value).ToList();
        Assert.That(result.Scores.Select(s => s.Value!.Value), Is.EqualTo(changed.Select(v => (v + 3) / 4)).AsCollection.Within(1e-12));
        Assert.That(result.Curves.Select(c => c.X), Is.All.EqualTo(new[] { 0.25, 0.5, 0.75, 1 }));
        Assert.That(result.Curves[0].Y, Is.EqualTo(new[] { changed[0], 1, 1, 1 }).Within(1e-12));
    }

    [Test]
    public void Some_of_many_layers_end_with_the_one_nearest_the_image()
    {
        var asked = new List<int>();
        var explanation = SanityMaps.Random(1);
        new IndependentRandomization(Layers: 3).Evaluate(SanityMaps.Context(explanation, layers: 17, variant =>
        {
            asked.Add(((ModelVariant.Randomized)variant).First);
            return explanation;
        }));
        Assert.That(asked, Is.EqualTo(new[] { 5, 10, 16 }));
    }

    [Test]
    public void Its_first_layer_is_the_first_stage_of_the_cascade_and_is_explained_once()
    {
        var calls = 0;
        var explanation = SanityMaps.Random(1);
        var context = SanityMaps.Context(explanation, layers: 3, _ =>
        {
            calls++;
            return explanation;
        });
        new CascadingRandomization().Evaluate(context);
        new IndependentRandomization().Evaluate(context);
        Assert.That(calls, Is.EqualTo(3 + 2));
        new EfficientMprt().Evaluate(context);
        Assert.That(calls, Is.EqualTo(3 + 2), "the wholly randomized model is the cascade's last stage");
    }

    [Test]
    public void A_layer_without_which_nothing_is_left_decides_the_state_or_counts_zero()
    {
        var explanation = SanityMaps.Random(1);
        FakeMetricContext Context() => SanityMaps.Context(
            explanation, layers: 2, variant => variant is ModelVariant.Randomized { First: 1 } ? SanityMaps.Constant(0) : explanation);
        Assert.That(
            new IndependentRandomization().Evaluate(Context()).Scores.Select(s => s.State.Text),
            Is.All.EqualTo("degenerate:constant-when-randomized"));
        Assert.That(
            new IndependentRandomization(Constant: ConstantStage.Zero).Evaluate(Context()).Scores.Select(s => s.Value!.Value),
            Is.All.EqualTo(0.5).Within(1e-12));
    }

    [Test]
    public void A_constant_explanation_asks_for_no_other_and_a_model_without_weights_has_no_number()
    {
        FakeMetricContext Context(Attribution explanation, int layers) =>
            SanityMaps.Context(explanation, layers, _ => throw new InvalidOperationException("nothing is to be asked"));
        Assert.That(
            new IndependentRandomization().Evaluate(Context(SanityMaps.Constant(1), 2)).Scores.Select(s => s.State.Text),
            Is.All.EqualTo("degenerate:constant"));
        Assert.That(
            new IndependentRandomization().Evaluate(Context(SanityMaps.Random(1), 0)).Scores.Select(s => s.State.Text),
            Is.All.EqualTo("undefined:no-weight-layers"));
    }
}
