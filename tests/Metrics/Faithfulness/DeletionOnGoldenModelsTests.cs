using VisEval.Core;
using VisEval.Metrics;
using VisEval.Metrics.Faithfulness;
using VisEval.Metrics.Shared.Fills;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Faithfulness;

/// <summary>Deletion and insertion through the engine, against the curves of RISE (commit d91ea00) on two small networks.</summary>
[Category("Engine")]
public class DeletionOnGoldenModelsTests
{
    private readonly Dictionary<string, OnnxModel> _models = [];

    private static IReadOnlyList<GoldenCase> Deletions => MetricGoldens.Of("Deletion");

    private static IReadOnlyList<GoldenCase> Insertions => MetricGoldens.Of("Insertion");

    [OneTimeTearDown]
    public void Close()
    {
        foreach (var model in _models.Values)
            model.Dispose();
    }

    [TestCaseSource(nameof(Deletions))]
    public void Deletion_curves_are_those_of_RISE(GoldenCase golden) => Check(golden, (step, fill) => new Deletion(new(step, fill)));

    [TestCaseSource(nameof(Insertions))]
    public void Insertion_curves_are_those_of_RISE(GoldenCase golden) => Check(golden, (step, fill) => new Insertion(step, fill));

    private void Check(GoldenCase golden, Func<int, PixelFill, IMetric> metric)
    {
        var fill = golden.Params.GetProperty("substrate").GetString() == "zeros" ? PixelFill.Zero : PixelFill.Blur;
        var unit = metric(golden.Params.GetProperty("step").GetInt32(), fill);
        var (images, maps, expected) = (golden.Input("image"), golden.Input("map"), golden.ExpectedRows());
        for (var i = 0; i < expected.Count; i++)
        {
            var result = unit.Evaluate(new FakeMetricContext(new SaliencyMap(maps.Item(i), maps.Shape[^2], maps.Shape[^1]))
            {
                Model = Open(golden.Json.GetProperty("model").GetString()!),
                Image = new Tensor(images.Item(i), [1, .. images.Shape[1..]]),
                Target = golden.Json.GetProperty("targets")[i].GetInt32(),
            });
            if (golden.ToString().EndsWith("constant_map", StringComparison.Ordinal))
            {
                // RISE scores an arbitrary order here; only the two ends of its curve would be comparable.
                Assert.That(result.Scores.Single().State.Text, Is.EqualTo("degenerate:constant"));
                continue;
            }
            Compare(golden, expected[i], result.Curves.Single().Y);
            if (golden.Json.TryGetProperty("auc", out var area))
                Assert.That(result.Scores.Single().Value, Is.EqualTo(area[i].GetDouble()).Within(golden.Tolerance));
        }
    }

    private static void Compare(GoldenCase golden, double[] expected, IReadOnlyList<double> curve)
    {
        Assert.That(curve, Has.Count.EqualTo(expected.Length));
        var points = golden.Params.TryGetProperty("compare_points", out var some)
            ? some.EnumerateArray().Select(p => (p.GetInt32() + expected.Length) % expected.Length)
            : Enumerable.Range(0, expected.Length);
        foreach (var point in points)
            Assert.That(curve[point], Is.EqualTo(expected[point]).Within(golden.Tolerance), $"point {point}");
    }

    private OnnxModel Open(string file)
    {
        if (!_models.TryGetValue(file, out var model))
            _models[file] = model = OnnxModel.Open(MetricGoldens.PathOf(file));
        return model;
    }
}
