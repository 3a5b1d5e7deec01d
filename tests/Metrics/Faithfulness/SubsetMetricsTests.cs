using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Removal;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>The metrics that compare sums of relevance with losses, where the right score is known: a linear model and its own
/// contributions.</summary>
public class SubsetMetricsTests
{
    private const int Side = 12;
    private static readonly ImageSize Size = new(2, Side, Side);
    private static readonly LinearModel Model = LinearModel.Random(Size, 3, seed: 11);
    private static readonly Tensor Image = Images.Random(Size, 1, seed: 12).Values;

    private static readonly IMetric[] Linear =
    [
        new SensitivityN(Subsets: 30), new SensitivityN(N: 20), new FaithfulnessCorrelation(Size: 20, Score: TargetScore.Logit),
        new FaithfulnessEstimate(Score: TargetScore.Logit), new MuFidelity(Grid: 4, Samples: 50, Score: TargetScore.Logit),
        new MuFidelity(Grid: 4, Samples: 50, Score: TargetScore.Logit, FixedSize: false),
    ];

    [TestCaseSource(nameof(Linear))]
    public void The_contributions_of_a_linear_model_correlate_perfectly_and_their_negative_perfectly_not(IMetric metric)
    {
        // Estimate and μ-fidelity see ranks of sums and single groups; all of them are exact for contributions.
        Assert.That(Score(metric, 1).Scores[0].Value, Is.EqualTo(1).Within(1e-4));
        Assert.That(Score(metric, -1).Scores[0].Value, Is.EqualTo(-1).Within(1e-4));
        Assert.That(Score(metric, 1e-3f).Scores[0].Value, Is.EqualTo(Score(metric, 1).Scores[0].Value).Within(1e-5),
            "the scale of a map does not count");
    }

    [TestCaseSource(nameof(Linear))]
    public void A_map_that_knows_nothing_correlates_by_chance_and_the_truth_beats_it(IMetric metric)
    {
        var values = new List<double>();
        for (var seed = 0; seed < 30; seed++)
        {
            var map = Images.Random(new ImageSize(1, Side, Side), 1, seed).Values.Values;
            values.Add(metric.Evaluate(Context(new Attribution(new Tensor(map, Side, Side)))).Scores[0].Value!.Value);
        }
        Assert.That(values.Average(), Is.EqualTo(0).Within(0.2));
        Assert.That(values, Has.All.LessThan(0.9));
    }

    [Test]
    public void A_model_that_ignores_its_input_has_no_correlation()
    {
        var flat = new LinearModel(Size, [new float[Size.Length], new float[Size.Length]], [1, 2]);
        foreach (var metric in Linear)
        {
            var context = new FakeMetricContext(Contributions(1), Contributions(1).ToMap(Side, Side)) { Model = flat, Image = Image };
            Assert.That(metric.Evaluate(context).Scores[0].State.Text, Is.EqualTo("undefined:constant-series"), metric.ToString());
        }
    }

    [Test]
    public void What_is_drawn_is_run_once_for_all_maps_of_an_image()
    {
        var model = FakeClassifier.Linear(Size, Model.Weights);
        var context = new FakeMetricContext(Contributions(1), Contributions(1).ToMap(Side, Side)) { Model = model, Image = Image };
        IMetric[] drawn = [new SensitivityN(N: 5, Subsets: 10), new FaithfulnessCorrelation(Size: 5, Subsets: 10),
            new MuFidelity(Samples: 10), new Infidelity(Samples: 10)];
        foreach (var metric in drawn.Concat(drawn))
            metric.Evaluate(context);
        Assert.That(model.Calls.Sum(), Is.EqualTo(1 + 4 * 10));
    }

    [Test]
    public void Subsets_are_distinct_pixels_and_all_pixels_are_drawn_alike()
    {
        var subsets = new PixelSubsets(Seed.Of(1), 5, 3000, PixelFill.Zero);
        var counts = new int[20];
        for (var i = 0; i < subsets.Count; i++)
        {
            var drawn = subsets.Draw(i, 20);
            Assert.That(drawn, Is.Unique.And.All.InRange(0, 19));
            foreach (var pixel in drawn)
                counts[pixel]++;
        }
        Assert.That(counts, Is.All.EqualTo(750).Within(120), "5 of 20 pixels, 3000 times");
        Assert.That(new PixelSubsets(Seed.Of(1), 20, 1, PixelFill.Zero).Draw(0, 20), Is.EquivalentTo(Enumerable.Range(0, 20)));
    }

    [TestCase(40)]
    [TestCase(30_000, Description = "more than are kept")]
    public void Sums_over_subsets_are_those_of_the_subsets_drawn(int count)
    {
        var subsets = new PixelSubsets(Seed.Of(2), 50, count, PixelFill.Zero);
        var map = new SaliencyMap([.. Enumerable.Range(0, 64).Select(i => (float)(i * i))], 8, 8);
        var sums = subsets.Sums(new FakeMetricContext(map), map.Values);
        foreach (var i in new[] { 0, 1, count - 1 })
            Assert.That(sums[i], Is.EqualTo(subsets.Draw(i, 64).Sum(p => (double)p * p)));
    }

    [Test]
    public void Sizes_of_sensitivity_n_grow_from_one_pixel_to_the_share()
    {
        Assert.That(new SensitivityN(Sizes: 4, Share: 0.5).SizesOf(2000), Is.EqualTo(new[] { 1, 10, 100, 1000 }));
        Assert.That(new SensitivityN(N: 7).SizesOf(2000), Is.EqualTo(new[] { 7 }));
        Assert.That(new SensitivityN(Sizes: 10).SizesOf(4), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Infidelity_is_zero_for_the_gradient_of_a_linear_model_and_scaled_for_any_multiple_of_it()
    {
        foreach (var perturbation in Enum.GetValues<InfidelityPerturbation>())
        {
            IMetric metric = new Infidelity(perturbation, Samples: 20);
            Attribution Gradient(float scale) => new(new Tensor([.. Model.Weights[1].Select(w => scale * w)], 2, Side, Side));
            var exact = metric.Evaluate(Context(Gradient(1))).Scores;
            Assert.That(exact[1].Value, Is.EqualTo(0).Within(1e-8), $"{perturbation}");
            var doubled = metric.Evaluate(Context(Gradient(2))).Scores;
            Assert.That(doubled[0].Value, Is.EqualTo(0).Within(1e-8), $"{perturbation}");
            Assert.That(doubled[1].Value, Is.GreaterThan(1e-3), $"{perturbation}");
            // Twice the truth is off by the truth itself; no map is off by all of it.
            var none = metric.Evaluate(Context(new Attribution(Tensor.Zeros(2, Side, Side)))).Scores;
            Assert.That(none[1].Value, Is.EqualTo(doubled[1].Value).Within(1e-3).Percent, $"{perturbation}");
            Assert.That(none[0].Value, Is.EqualTo(none[1].Value), "no factor helps a map of zeros");
            // A map against the effects is no better than none.
            var against = metric.Evaluate(Context(Gradient(-3))).Scores;
            Assert.That(against[0].Value, Is.EqualTo(none[0].Value).Within(1e-9), "no negative factor");
            IMetric any = new Infidelity(perturbation, Samples: 20, Factor: InfidelityFactor.Any);
            Assert.That(any.Evaluate(Context(Gradient(-3))).Scores[0].Value, Is.EqualTo(0).Within(1e-8), "turned over");
        }
    }

    [Test]
    public void Monotonicity_of_positive_contributions_is_complete()
    {
        // Contributions i+1: built up from the least on, every step raises the logit, and larger groups have larger effects.
        var model = FakeClassifier.Linear(new ImageSize(1, 2, 4), [1, 2, 3, 4, 5, 6, 7, 8]);
        MetricResult Of(params float[] map) => new Monotonicity(Step: 1, Score: TargetScore.Logit).Evaluate(
            new FakeMetricContext(new SaliencyMap(map, 2, 4))
            {
                Model = model,
                Image = new Tensor([.. Enumerable.Repeat(1f, 8)], 1, 1, 2, 4),
            });
        Assert.That(
            Of(1, 2, 3, 4, 5, 6, 7, 8).Scores.Select(s => s.Value), Is.EqualTo(new double?[] { 1, 1, 1 }).AsCollection.Within(1e-12));
        Assert.That(Of(-1, 2, -3, 4, -5, 6, -7, 8).Scores[0].Value, Is.EqualTo(1).Within(1e-12), "magnitudes count");
        Assert.That(Of(8, 7, 6, 5, 4, 3, 2, 1).Scores[0].Value, Is.EqualTo(-1).Within(1e-12));
    }

    [Test]
    public void Monotonicity_counts_the_steps_that_fall()
    {
        var model = FakeClassifier.Linear(new ImageSize(1, 1, 4), [1, -1, 1, 1]);
        // Of the empty image nothing is asked; of the steps to 0, 1 and 2 the first falls.
        var result = new Monotonicity(Step: 1, Score: TargetScore.Logit).Evaluate(
            new FakeMetricContext(new SaliencyMap([1, 2, 3, 4], 1, 4)) { Model = model, Image = new Tensor([1, 1, 1, 1], 1, 1, 1, 4) });
        Assert.That(result.Scores.Skip(1).Select(s => s.Value), Is.EqualTo(new double?[] { 2 / 3.0, 0 }).AsCollection.Within(1e-12));
        Assert.That(result.Curves.Single().Y, Is.EqualTo(new double[] { 0, 1, 0, 1, 2 }));
    }

    private static MetricResult Score(IMetric metric, float scale) => metric.Evaluate(Context(Contributions(scale)));

    private static Attribution Contributions(float scale) =>
        new(new Tensor([.. Image.Values.Zip(Model.Weights[1], (x, w) => scale * x * w)], 2, Side, Side));

    private static FakeMetricContext Context(Attribution attribution) =>
        new(attribution, attribution.ToMap(Side, Side)) { Model = Model, Image = Image, Target = 1 };
}
