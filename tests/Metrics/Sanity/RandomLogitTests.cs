using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Sanity;
using VisEval.Metrics.Shared.Similarity;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Sanity;

public class RandomLogitTests
{
    private static readonly string[] Names = ["ssim", "spearman", "spearman-absolute", "hog"];

    [Test]
    public void The_numbers_are_the_similarities_to_another_class_drawn_from_the_seed()
    {
        var explanations = Enumerable.Range(0, 6).Select(c => SanityMaps.Random(c)).ToArray();
        var drawn = new HashSet<int>();
        for (var seed = 0; seed < 60; seed++)
        {
            var asked = new List<int>();
            var scores = new RandomLogit().Evaluate(Context(explanations, target: 2, seed, asked)).Scores;
            Assert.That(scores.Select(s => s.Name), Is.EqualTo(Names));
            var own = new ExplanationSimilarity(explanations[2], SanityMaps.Map(explanations[2])).To(explanations[asked.Single()], "");
            Assert.That(
                scores.Select(s => s.Value!.Value),
                Is.EqualTo(new[] { own[2], own[0], own[1], own[3] }.Select(s => s.Value!.Value)).AsCollection.Within(1e-12));
            drawn.Add(asked.Single());
        }
        Assert.That(drawn, Is.EquivalentTo(new[] { 0, 1, 3, 4, 5 }), "every other class, never the target");
    }

    [Test]
    public void Several_classes_are_different_ones_and_all_where_there_are_fewer()
    {
        var explanations = Enumerable.Range(0, 4).Select(c => SanityMaps.Random(c)).ToArray();
        var asked = new List<int>();
        var scores = new RandomLogit(Classes: 9).Evaluate(Context(explanations, target: 0, 1, asked)).Scores;
        Assert.That(asked, Is.EquivalentTo(new[] { 1, 2, 3 }));
        var means = Enumerable.Range(1, 3).Average(c => Spearman.Correlation(explanations[0].Values.Values, explanations[c].Values.Values));
        Assert.That(scores[1].Value, Is.EqualTo(means).Within(1e-12));
    }

    [Test]
    public void A_method_that_ignores_the_class_is_wholly_alike_and_one_that_separates_classes_less()
    {
        var own = SanityMaps.Random(1);
        double?[] Score(Attribution other) => [.. new RandomLogit().Evaluate(Context([own, other], 0, 1, [])).Scores.Select(s => s.Value)];
        Assert.That(Score(own), Is.All.EqualTo(1).Within(1e-12));
        Assert.That(Score(SanityMaps.Random(2)), Is.All.LessThan(0.5));
        Assert.That(Score(SanityMaps.Times(own, 3)), Is.All.EqualTo(1).Within(1e-6), "the scale of the other changes nothing");
    }

    [Test]
    public void The_series_of_Quantus_runs_over_flattened_maps_scaled_by_their_largest_magnitude()
    {
        var explanations = new[] { SanityMaps.Random(1), SanityMaps.Random(2) };
        double[] Flat(Attribution a)
        {
            var map = SanityMaps.Map(a).Values;
            return [.. map.Select(v => v / (double)map.Max(MathF.Abs))];
        }
        var scores = new RandomLogit(Values: ComparedValues.Map, Ssim: SsimKind.Series).Evaluate(Context(explanations, 0, 1, [])).Scores;
        Assert.That(scores[0].Value, Is.EqualTo(SeriesSsim.Mean(Flat(explanations[0]), Flat(explanations[1]))).Within(1e-12));
        Assert.That(scores[0].Value, Is.Not.EqualTo(
            new RandomLogit(Values: ComparedValues.Map).Evaluate(Context(explanations, 0, 1, [])).Scores[0].Value!.Value).Within(1e-3));
    }

    [TestCase(0f, "degenerate:constant")]
    [TestCase(float.NaN, "degenerate:not-finite")]
    public void An_explanation_that_says_nothing_has_a_state_on_either_side(float value, string state)
    {
        var asked = new List<int>();
        Assert.That(
            new RandomLogit().Evaluate(Context([SanityMaps.Constant(value), SanityMaps.Random(1)], 0, 1, asked))
                .Scores.Select(s => s.State.Text), Is.All.EqualTo(state));
        Assert.That(asked, Is.Empty);
        foreach (var kind in Enum.GetValues<SsimKind>())
            Assert.That(
                new RandomLogit(Ssim: kind).Evaluate(Context([SanityMaps.Random(1), SanityMaps.Constant(value)], 0, 1, []))
                    .Scores.Select(s => s.State.Text),
                Is.All.EqualTo($"{state}-when-other-class"));
    }

    [Test]
    public void A_small_input_has_the_series_but_no_windows()
    {
        var (a, b) = (new Attribution(new Tensor([1, 2, 3, 4, 5, 6, 7, 8, 9], 3, 3)),
            new Attribution(new Tensor([2, 1, 3, 4, 5, 6, 7, 9, 8], 3, 3)));
        ScoreValue Ssim(SsimKind kind) => new RandomLogit(Ssim: kind).Evaluate(new FakeMetricContext(a, a.ToMap(3, 3))
        {
            Model = new FakeClassifier(new ImageSize(1, 3, 3), 2, _ => [0, 0]),
            Image = Tensor.Zeros(1, 1, 3, 3),
            Answer = (_, _, _) => b,
        }).Scores[0];
        Assert.That(Ssim(SsimKind.Picture).State.Text, Is.EqualTo("undefined:smaller-than-ssim-window"));
        Assert.That(Ssim(SsimKind.Series).Value, Is.InRange(-1, 1));
    }

    [Test]
    public void A_model_of_one_class_has_no_other() =>
        Assert.That(new RandomLogit().Evaluate(Context([SanityMaps.Random(1)], 0, 1, [])).Scores.Select(s => s.State.Text),
            Is.All.EqualTo("undefined:single-class"));

    private static FakeMetricContext Context(Attribution[] byClass, int target, long seed, List<int> asked) =>
        new(byClass[target], SanityMaps.Map(byClass[target]))
        {
            Model = new FakeClassifier(new ImageSize(1, 2, 2), byClass.Length, _ => new float[byClass.Length]),
            Image = Tensor.Zeros(1, 1, 2, 2),
            Target = target,
            Seed = Seed.Of(seed),
            Answer = (_, c, variant) =>
            {
                Assert.That(variant, Is.EqualTo(ModelVariant.Trained));
                asked.Add(c);
                return byClass[c];
            },
        };
}
