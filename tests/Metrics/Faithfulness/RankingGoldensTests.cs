using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Pixel flipping, region perturbation and selectivity through the engine, against the curves of Quantus
/// (commit 85bc29d).</summary>
[Category("Engine")]
public class RankingGoldensTests
{
    private readonly GoldenContexts _contexts = new();

    private static IReadOnlyList<GoldenCase> Flips => MetricGoldens.Of("PixelFlipping");

    private static IReadOnlyList<GoldenCase> FlipAreas => MetricGoldens.Of("PixelFlipping AUC");

    private static IReadOnlyList<GoldenCase> Regions => MetricGoldens.Of("RegionPerturbation");

    private static IReadOnlyList<GoldenCase> Selectivities => MetricGoldens.Of("Selectivity");

    [OneTimeTearDown]
    public void Close() => _contexts.Dispose();

    [TestCaseSource(nameof(Flips))]
    public void Pixel_flipping_curves_are_those_of_Quantus(GoldenCase golden) =>
        Check(golden, Flipping(golden), result => result.Curves.Single().Y.Skip(1));

    [TestCaseSource(nameof(FlipAreas))]
    public void Pixel_flipping_areas_are_those_of_Quantus(GoldenCase golden)
    {
        for (var i = 0; i < 2; i++)
            Assert.That(
                Flipping(golden).Evaluate(_contexts.Of(golden, i)).Scores.Single().Value,
                Is.EqualTo(golden.Expected[i].GetDouble()).Within(golden.Tolerance));
    }

    [TestCaseSource(nameof(Regions))]
    public void Losses_over_regions_are_those_of_Quantus(GoldenCase golden)
    {
        var regions = golden.Params.GetProperty("regions_evaluation").GetInt32();
        var metric = new RegionPerturbation(golden.Params.GetProperty("patch_size").GetInt32(), regions, PixelFill.Zero,
            LeastFirst: golden.Params.GetProperty("order").GetString() == "lerf");
        Check(golden, metric, result =>
        {
            // The paper's number counts the loss of 0 at the start.
            Assert.That(result.Scores.Single().Value, Is.EqualTo(result.Curves.Single().Y.Sum() / (regions + 1)).Within(1e-12));
            return result.Curves.Single().Y.Skip(1);
        });
    }

    [TestCaseSource(nameof(Selectivities))]
    public void Selectivity_curves_are_those_of_Quantus(GoldenCase golden) =>
        Check(golden, new Selectivity(golden.Params.GetProperty("patch_size").GetInt32()), result => result.Curves.Single().Y.Skip(1));

    private static IMetric Flipping(GoldenCase golden) => new PixelFlipping(golden.Params.GetProperty("features_in_step").GetInt32(),
        PixelFill.Zero, golden.Params.GetProperty("score").GetString() == "logit" ? TargetScore.Logit : TargetScore.Probability,
        Elements: Elements.Values, Summary: new(Ends: CurveEnds.AfterFirst, Area: CurveArea.Steps));

    private void Check(GoldenCase golden, IMetric metric, Func<MetricResult, IEnumerable<double>> curve)
    {
        foreach (var (i, expected) in golden.ExpectedRows().Index())
            Assert.That(
                curve(metric.Evaluate(_contexts.Of(golden, i))), Is.EqualTo(expected).AsCollection.Within(golden.Tolerance), $"image {i}");
    }
}
