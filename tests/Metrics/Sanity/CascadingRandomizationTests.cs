using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Similarity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

internal sealed class CascadingRandomizationTests
{
    private const int Side = 48;
    private static readonly string[] Names = ["spearman", "spearman-absolute", "ssim", "hog"];

    [TestCase(0, 5, new[] { 1, 2, 3, 4, 5 })]
    [TestCase(9, 5, new[] { 1, 2, 3, 4, 5 })]
    [TestCase(1, 5, new[] { 5 })]
    [TestCase(2, 5, new[] { 3, 5 })]
    [TestCase(3, 17, new[] { 6, 11, 17 })]
    public void Stages_are_evenly_spread_and_end_with_all_layers(int stages, int layers, int[] expected) =>
        Assert.That(RandomizationStages.Of(stages, layers), Is.EqualTo(expected));

    [Test]
    public void An_explanation_that_ignores_the_model_stays_wholly_alike()
    {
        var explanation = Random(1);
        var context = Context(explanation, _ => explanation, layers: 4);
        var result = new CascadingRandomization().Evaluate(context);
        Assert.That(context.Stages, Is.EqualTo(new[] { 1, 2, 3, 4 }));
        Assert.That(result.Scores.Select(s => s.Name), Is.EqualTo(Names));
        Assert.That(result.Scores.Select(s => s.Value!.Value), Is.All.EqualTo(1).Within(1e-12));
        Assert.That(result.Curves.Select(c => c.Name), Is.EqualTo(Names));
        Assert.That(result.Curves, Has.All.Matches<Curve>(c => c!.X.SequenceEqual([0, 0.25, 0.5, 0.75, 1])));
    }

    [Test]
    public void An_explanation_that_turns_around_is_opposite_with_its_sign_and_alike_without()
    {
        var explanation = Random(1);
        var turned = new Attribution(new Tensor([.. explanation.Values.Values.Select(v => -v)], explanation.Values.Shape));
        var result = new CascadingRandomization().Evaluate(Context(explanation, _ => turned, layers: 3));
        Assert.That(result.Scores[0].Value, Is.EqualTo(-1));
        Assert.That(result.Scores[1].Value, Is.EqualTo(1));
        Assert.That(result.Scores[2].Value, Is.LessThan(0.5));
    }

    [Test]
    public void Each_number_is_the_mean_over_the_stages_of_its_own_similarity()
    {
        var explanation = Random(1);
        var stages = new[] { Random(2), explanation };
        var result = new CascadingRandomization().Evaluate(Context(explanation, k => stages[k - 1], layers: 2));

        var (a, b) = (explanation.Values.Values, stages[0].Values.Values);
        double[] first =
        [
            Spearman.Correlation(a, b),
            Spearman.Correlation([.. a.Select(MathF.Abs)], [.. b.Select(MathF.Abs)]),
            Ssim.Mean(explanation.ToMap(Side, Side).Normalize(), stages[0].ToMap(Side, Side).Normalize()),
            Spearman.Correlation(
                Hog.Features(explanation.ToMap(Side, Side).Normalize()), Hog.Features(stages[0].ToMap(Side, Side).Normalize())),
        ];
        Assert.That(result.Scores.Select(s => s.Value!.Value), Is.EqualTo(first.Select(s => (s + 1) / 2)).AsCollection.Within(1e-12));
        Assert.That(result.Curves.Select(c => c.Y[1]), Is.EqualTo(first));
        Assert.That(result.Curves.Select(c => c.Y[0]), Is.All.EqualTo(1));
    }

    [TestCase(0f, "degenerate:constant", new int[0])]
    [TestCase(float.NaN, "degenerate:not-finite", new int[0])]
    public void An_explanation_that_says_nothing_has_a_state_and_no_model_is_randomized(float value, string state, int[] stages)
    {
        var context = Context(Constant(value), _ => Random(1), layers: 3);
        var result = new CascadingRandomization().Evaluate(context);
        Assert.That(result.Scores.Select(s => s.State.Text), Is.All.EqualTo(state));
        Assert.That(result.Curves, Is.Empty);
        Assert.That(context.Stages, Is.EqualTo(stages));
    }

    [Test]
    public void Constant_magnitudes_spoil_only_the_number_without_sign()
    {
        var signs = Random(1);
        for (var i = 0; i < signs.Values.Length; i++)
            signs.Values.Values[i] = signs.Values.Values[i] > 0 ? 1 : -1;
        var result = new CascadingRandomization().Evaluate(Context(signs, _ => Random(2), layers: 1));
        Assert.That(result.Scores.Select(s => s.State.Text), Is.EqualTo(new[] { "ok", "degenerate:constant", "ok", "ok" }));
        Assert.That(result.Curves.Select(c => c.Name), Is.EqualTo(new[] { "spearman", "ssim", "hog" }));
    }

    [TestCase(0f, "degenerate:constant-when-randomized")]
    [TestCase(float.NaN, "degenerate:not-finite-when-randomized")]
    public void A_stage_at_which_the_explanation_says_nothing_decides_the_state_and_ends_the_work(float value, string state)
    {
        var context = Context(Random(1), k => k == 2 ? Constant(value) : Random(k), layers: 4);
        var result = new CascadingRandomization().Evaluate(context);
        Assert.That(result.Scores.Select(s => s.State.Text), Is.All.EqualTo(state));
        Assert.That(context.Stages, Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public void A_stage_that_becomes_constant_can_count_as_zero_but_one_that_is_no_number_cannot()
    {
        var explanation = Random(1);
        var metric = new CascadingRandomization(Constant: ConstantStage.Zero);
        var zero = metric.Evaluate(Context(explanation, k => k == 2 ? Constant(0) : explanation, layers: 2));
        Assert.That(zero.Scores.Select(s => s.Value!.Value), Is.All.EqualTo(0.5).Within(1e-12));
        var broken = metric.Evaluate(Context(explanation, k => k == 2 ? Constant(float.NaN) : explanation, layers: 2));
        Assert.That(broken.Scores.Select(s => s.State.Text), Is.All.EqualTo("degenerate:not-finite-when-randomized"));
    }

    [Test]
    public void A_map_smaller_than_the_window_has_rank_correlations_only()
    {
        var small = new Attribution(new Tensor([1, 2, 3, 4], 2, 2));
        var context = new FakeMetricContext(small, small.ToMap(2, 2))
        {
            Image = Tensor.Zeros(1, 1, 2, 2),
            WeightLayerCount = 1,
            Randomized = _ => small,
        };
        Assert.That(
            new CascadingRandomization().Evaluate(context).Scores.Select(s => s.State.Text),
            Is.EqualTo(new[] { "ok", "ok", "undefined:smaller-than-ssim-window", "undefined:smaller-than-hog-block" }));
    }

    [TestCase(LayerOrder.TopDown, new[] { 0, 0, 0 })]
    [TestCase(LayerOrder.BottomUp, new[] { 2, 1, 0 })]
    public void Layers_are_re_drawn_from_either_end_by_either_draw(LayerOrder order, int[] first)
    {
        var explanation = Random(1);
        var asked = new List<ModelVariant>();
        new CascadingRandomization(Draw: WeightDraw.Permuted, Order: order)
            .Evaluate(new FakeMetricContext(explanation, explanation.ToMap(Side, Side))
            {
                Image = Tensor.Zeros(1, 1, 2, 2),
                WeightLayerCount = 3,
                Answer = (_, _, variant) =>
                {
                    asked.Add(variant);
                    return explanation;
                },
            });
        Assert.That(asked, Is.EqualTo(first.Select((f, i) => new ModelVariant.Randomized(f, i + 1, WeightDraw.Permuted))));
    }

    [Test]
    public void The_defect_of_Quantus_counts_the_unchanged_model_as_a_stage()
    {
        // A minimal case: one layer, and an explanation that turns around. The right mean of the stages is −1;
        // with the unchanged model, 0.
        var explanation = new Attribution(new Tensor([.. Enumerable.Range(1, 9).Select(v => (float)v)], 3, 3));
        var turned = new Attribution(new Tensor([.. Enumerable.Range(1, 9).Reverse().Select(v => (float)v)], 3, 3));
        double? Score(string unit) => ((IMetric)new Catalogue<IMetric>(typeof(IMetric).Assembly).Create(unit).Value).Evaluate(
            new FakeMetricContext(explanation, explanation.ToMap(3, 3))
            {
                Image = Tensor.Zeros(1, 1, 3, 3),
                WeightLayerCount = 1,
                Randomized = _ => turned,
            })
            .Scores[1].Value;
        Assert.That(Score("cascading-randomization@quantus"), Is.EqualTo(-1));
        Assert.That(Score("cascading-randomization@quantus-0.6"), Is.Zero);
        Assert.That(Score("independent-randomization@quantus-0.6"), Is.Zero);
    }

    [Test]
    public void Adebayo_s_clipping_ties_the_top_hundredth_and_can_change_the_verdict()
    {
        // All that differs lies in the top hundredth: cut, the maps are the same.
        var explanation = Random(1);
        var magnitudes = explanation.Values.Values.Select(MathF.Abs).ToArray();
        var changed = (float[])explanation.Values.Values.Clone();
        var brightest = Enumerable.Range(0, Side * Side)
            .OrderByDescending(i => Enumerable.Range(0, 3).Sum(c => magnitudes[c * Side * Side + i]))
            .Take(20);
        foreach (var i in brightest)
            for (var c = 0; c < 3; c++)
                changed[c * Side * Side + i] *= 1.5f;
        var other = new Attribution(new Tensor(changed, 3, Side, Side));
        var clipped = new CascadingRandomization(Values: ComparedValues.Clipped).Evaluate(Context(explanation, _ => other, layers: 1));
        var whole = new CascadingRandomization(Values: ComparedValues.Map).Evaluate(Context(explanation, _ => other, layers: 1));
        Assert.That(clipped.Scores[1].Value, Is.EqualTo(1).Within(1e-9));
        Assert.That(whole.Scores[1].Value, Is.LessThan(0.9999999));
        Assert.That(clipped.Scores[2].Value, Is.LessThan(0.999), "their pictures are not cut");
    }

    [Test]
    public void A_positive_factor_changes_nothing()
    {
        var (explanation, randomized) = (Random(1), Random(2));
        var larger = new Attribution(new Tensor([.. explanation.Values.Values.Select(v => 8 * v)], explanation.Values.Shape));
        foreach (var values in Enum.GetValues<ComparedValues>())
            Assert.That(
                new CascadingRandomization(Values: values).Evaluate(Context(larger, _ => randomized, layers: 1))
                    .Scores.Select(s => s.Value!.Value),
                Is.EqualTo(new CascadingRandomization(Values: values).Evaluate(Context(explanation, _ => randomized, layers: 1))
                    .Scores.Select(s => s.Value!.Value))
                    .AsCollection.Within(1e-6));
    }

    [Test]
    public void A_model_without_weights_cannot_be_randomized() =>
        Assert.That(
            new CascadingRandomization().Evaluate(Context(Random(1), _ => Random(2), layers: 0)).Scores.Select(s => s.State.Text),
            Is.All.EqualTo("undefined:no-weight-layers"));

    private static FakeMetricContext Context(Attribution explanation, Func<int, Attribution> randomized, int layers) =>
        new(explanation, explanation.ToMap(Side, Side))
        {
            Image = Tensor.Zeros(1, 1, 2, 2),
            WeightLayerCount = layers,
            Randomized = randomized,
        };

    private static Attribution Random(long seed)
    {
        var random = Seed.Of(seed).Random();
        float[] values = [.. Enumerable.Range(0, 3 * Side * Side).Select(_ => (float)random.NextGaussian())];
        return new Attribution(new Tensor(values, 3, Side, Side));
    }

    private static Attribution Constant(float value) =>
        new(new Tensor([.. Enumerable.Repeat(value, 3 * Side * Side)], 3, Side, Side));
}
