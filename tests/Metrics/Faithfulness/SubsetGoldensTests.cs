using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Infidelity, sensitivity-n and monotonicity through the engine, against numbers of Captum, of Quantus and of the published
/// formulas.</summary>
[Category("Engine")]
public class SubsetGoldensTests
{
    private readonly GoldenContexts _contexts = new();

    private static IReadOnlyList<GoldenCase> Infidelities => MetricGoldens.Of("Infidelity");

    private static IReadOnlyList<GoldenCase> Sensitivities => MetricGoldens.Of("Sensitivity-n");

    private static IReadOnlyList<GoldenCase> Correlated => MetricGoldens.Of("MonotonicityCorrelation");

    private static IReadOnlyList<GoldenCase> Monotone => MetricGoldens.Of("Monotonicity");

    [OneTimeTearDown]
    public void Close() => _contexts.Dispose();

    [TestCaseSource(nameof(Infidelities))]
    public void Infidelity_under_stored_changes_is_that_of_Captum(GoldenCase golden)
    {
        var (masks, score) = (golden.Input("masks"), golden.Params.GetProperty("normalize").GetBoolean() ? 0 : 1);
        for (var i = 0; i < 2; i++)
        {
            var context = _contexts.Of(golden, i);
            var result = new Infidelity(Factor: InfidelityFactor.Any).Measure(context, masks.Shape[0], (k, change) =>
            {
                for (var p = 0; p < change.Length; p++)
                    change[p] = context.Image.Values[p] * masks.Item(k)[p];
            });
            Assert.That(result.Scores[score].Value, Is.EqualTo(golden.Expected[i].GetDouble()).Within(golden.Tolerance));
        }
    }

    [TestCaseSource(nameof(Sensitivities))]
    public void The_correlation_over_stored_subsets_is_that_of_the_formula(GoldenCase golden)
    {
        var subsets = golden.Input("subsets");
        int[][] drawn = [.. Enumerable.Range(0, subsets.Shape[0])
            .Select(k => subsets.Item(k).Index().Where(v => v.Item != 0).Select(v => v.Index).ToArray())];
        for (var i = 0; i < 2; i++)
        {
            var context = _contexts.Of(golden, i);
            var (map, whole) = (PixelRelevance.Of(context), context.Output.Logit(0, context.Target));
            var outputs = ChangedImages.Outputs(
                context.Model, context.Image, context.Target, drawn.Length,
                (k, image) => ChangedImages.Replace(image, drawn[k], Tensor.Zeros(context.Image.Shape)));
            Assert.That(
                Correlations.Pearson([.. drawn.Select(s => s.Sum(p => (double)map[p]))], [.. outputs.Logits.Select(s => whole - s)]),
                Is.EqualTo(golden.Expected[i].GetDouble()).Within(golden.Tolerance));
        }
    }

    [TestCaseSource(nameof(Correlated))]
    public void The_correlation_of_groups_is_that_of_Quantus(GoldenCase golden)
    {
        for (var i = 0; i < 2; i++)
            Assert.That(
                Score(golden, i).Scores[0].Value,
                Is.EqualTo(golden.Expected[i].GetDouble()).Within(Math.Max(golden.Tolerance, Rounding(golden, i))));
    }

    // Where the model is sure (here p = 0.9997) the squared losses of most groups are a few roundings of a probability in single precision
    // apart, which is what the reference was computed in: the ranks, and with them the correlation, are open by as much as one such
    // rounding moves them, and by no more than 0.005.
    private double Rounding(GoldenCase golden, int i)
    {
        var context = _contexts.Of(golden, i);
        var (sums, outputs) = new RankedGroups(
            golden.Params.GetProperty("features_in_step").GetInt32(), PixelFill.Zero, Elements.Values, true).Of(context);
        var whole = context.Output.Probability(0, context.Target);
        double Correlation(RandomSource random) => Correlations.Spearman(
            sums, [.. outputs.Probabilities.Select(p => Math.Pow(whole - p + random.NextDouble(-1, 1) * 1.2e-7, 2))]);
        double[] open = [.. Enumerable.Range(0, 50).Select(seed => Correlation(Seed.Of(seed).Random()))];
        return Math.Min(0.005, open.Max() - open.Min());
    }

    [TestCaseSource(nameof(Monotone))]
    public void The_share_of_rising_steps_is_that_of_the_formula(GoldenCase golden)
    {
        for (var i = 0; i < 2; i++)
        {
            var scores = Score(golden, i).Scores;
            Assert.That(
                scores[1].Value, Is.EqualTo(golden.Expected[i].GetProperty("fraction_increasing").GetDouble()).Within(golden.Tolerance));
            Assert.That(scores[2].Value, Is.EqualTo(golden.Expected[i].GetProperty("all_increasing").GetBoolean() ? 1 : 0));
        }
    }

    private MetricResult Score(GoldenCase golden, int i)
    {
        IMetric metric = new Monotonicity(golden.Params.GetProperty("features_in_step").GetInt32(), Elements: Elements.Values);
        return metric.Evaluate(_contexts.Of(golden, i));
    }
}
