using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>ROAD, IROF, drop and increase through the engine, against pytorch-grad-cam (084273b), Quantus (85bc29d) and the published
/// formula.</summary>
[Category("Engine")]
public class ImputationOnGoldenModelsTests
{
    private readonly Dictionary<string, OnnxModel> _models = [];

    private static IEnumerable<GoldenCase> Roads => MetricGoldens.Of("ROAD MoRF").Concat(MetricGoldens.Of("ROAD LeRF"));

    private static IEnumerable<GoldenCase> ImputedRoads => Roads.Where(g => g.Expected.TryGetProperty("imputed_image", out _));

    private static IEnumerable<GoldenCase> Irofs => MetricGoldens.Of("IROF");

    private static IEnumerable<GoldenCase> Drops => MetricGoldens.Of("AverageDrop/AverageIncrease");

    private static IEnumerable<GoldenCase> PlainDrops => MetricGoldens.Of("DropInConfidence/IncreaseInConfidence (pytorch-grad-cam)");

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var model in _models.Values)
            model.Dispose();
    }

    [TestCaseSource(nameof(Roads))]
    public void The_change_by_ROAD_is_that_of_pytorch_grad_cam(GoldenCase golden)
    {
        // What is removed there is what is not below the percentile: 20 removes 80 %.
        var removed = 1 - golden.Params.GetProperty("percentile").GetInt32() / 100.0;
        var road = new Road(FormattableString.Invariant($"{removed:0.00}"), RoadScore.Change, RemovalRule.Percentile, Noise: 0);
        var side = golden.Metric == "ROAD MoRF" ? 0 : 1;
        foreach (var (context, image) in Contexts(golden))
            Assert.That(
                ((IMetric)road).Evaluate(context).Scores[side].Value,
                Is.EqualTo(golden.Expected.GetProperty("confidence_change")[image].GetDouble()).Within(1e-5));
    }

    [TestCaseSource(nameof(ImputedRoads))]
    public void Imputed_images_are_those_of_pytorch_grad_cam(GoldenCase golden)
    {
        var removed = 1 - golden.Params.GetProperty("percentile").GetInt32() / 100.0;
        var removal = new RoadRemoval(FormattableString.Invariant($"{removed:0.00}"), RemovalRule.Percentile, false, TieOrder.Stable, 0);
        var expected = Npy.Read(MetricGoldens.PathOf(golden.Expected.GetProperty("imputed_image").GetProperty("file").GetString()!));
        foreach (var (context, image) in Contexts(golden))
            Assert.That(
                LinearImputation.Fill(context.Image, removal.Kept(context.Map, golden.Metric == "ROAD LeRF", default)[0]).Values,
                Is.EqualTo(expected.Item(image)).AsCollection.Within(2e-6));
    }

    [TestCaseSource(nameof(Irofs))]
    public void IROF_is_that_of_Quantus(GoldenCase golden)
    {
        var segments = golden.Input("segments");
        var irof = new Irof(Fill: PixelFill.Zero, Origin: false, Normalize: false);
        foreach (var (context, image) in Contexts(golden))
        {
            var result = irof.Evaluate(context, Segments.Of([.. segments.Item(image).Select(s => (int)s)]));
            Assert.That(
                result.Curves.Single().Y.Skip(1),
                Is.EqualTo(golden.Json.GetProperty("curves")[image].EnumerateArray().Select(v => v.GetDouble())).AsCollection.Within(1e-5));
            Assert.That(result.Scores.Single().Value, Is.EqualTo(golden.Expected[image].GetDouble()).Within(golden.Tolerance));
        }
    }

    [TestCaseSource(nameof(Drops))]
    public void Means_over_images_are_average_drop_and_increase(GoldenCase golden)
    {
        var (drops, increases) = (new List<double>(), new List<double>());
        foreach (var (context, image) in Contexts(golden))
        {
            var (whole, masked) = new MaskedImage(MapScaling.Clip, PixelFill.Zero).Confidence(context);
            Assert.That(whole, Is.EqualTo(golden.Expected.GetProperty("Y")[image].GetDouble()).Within(golden.Tolerance));
            Assert.That(masked, Is.EqualTo(golden.Expected.GetProperty("O")[image].GetDouble()).Within(golden.Tolerance));
            drops.Add(new AverageDrop(new(MapScaling.Clip)).Evaluate(context).Scores[0].Value!.Value);
            increases.Add(new AverageIncrease(new(MapScaling.Clip)).Evaluate(context).Scores[0].Value!.Value);
        }
        Assert.That(
            drops.Average(), Is.EqualTo(golden.Expected.GetProperty("average_drop_percent").GetDouble() / 100).Within(golden.Tolerance));
        Assert.That(increases.Average(), Is.EqualTo(golden.Expected.GetProperty("average_increase_percent").GetDouble() / 100));
    }

    [TestCaseSource(nameof(PlainDrops))]
    public void The_drop_that_is_not_divided_is_that_of_pytorch_grad_cam(GoldenCase golden)
    {
        foreach (var (context, image) in Contexts(golden))
        {
            Assert.That(
                new AverageDrop(new(MapScaling.Clip), Relative: false).Evaluate(context).Scores[0].Value,
                Is.EqualTo(golden.Expected.GetProperty("drop")[image].GetDouble()).Within(golden.Tolerance));
            Assert.That(
                new AverageIncrease(new(MapScaling.Clip)).Evaluate(context).Scores[0].Value,
                Is.EqualTo(golden.Expected.GetProperty("increase")[image].GetDouble()));
        }
    }

    // For each image what a metric may ask.
    private IEnumerable<(FakeMetricContext Context, int Image)> Contexts(GoldenCase golden)
    {
        var (images, maps) = (golden.Input("image"), golden.Input("map"));
        for (var i = 0; i < images.Shape[0]; i++)
            yield return (new FakeMetricContext(new SaliencyMap(maps.Item(i), maps.Shape[^2], maps.Shape[^1]))
            {
                Image = new Tensor(images.Item(i), [1, .. images.Shape[1..]]),
                Model = Open(golden.Json.GetProperty("model").GetString()!),
                Target = golden.Json.GetProperty("targets")[i].GetInt32(),
            }, i);
    }

    private OnnxModel Open(string file)
    {
        if (!_models.TryGetValue(file, out var model))
            _models[file] = model = OnnxModel.Open(MetricGoldens.PathOf(file));
        return model;
    }
}
