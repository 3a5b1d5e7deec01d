using VisEval.Core;
using VisEval.Metrics.Robustness;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Metrics.Robustness;

/// <summary>Max-sensitivity of the derivative through the engine, with stored changes of the image, on two small networks.</summary>
[Category("Engine")]
public class SensitivityOnGoldenModelsTests
{
    private static IReadOnlyList<GoldenCase> Goldens => MetricGoldens.Of("Max-sensitivity");

    [TestCaseSource(nameof(Goldens))]
    public void The_largest_change_of_the_derivative_is_that_of_PyTorch(GoldenCase golden)
    {
        using var model = OnnxModel.Open(MetricGoldens.PathOf(golden.Json.GetProperty("model").GetString()!));
        var (images, delta) = (golden.Input("image"), golden.Input("delta"));
        var changes = new Tensor(delta.Values, delta.Shape);
        for (var i = 0; i < images.Shape[0]; i++)
        {
            var target = golden.Json.GetProperty("targets")[i].GetInt32();
            Attribution Explain(Tensor image) => new(model.Gradient(image, [target], model.InputTensor).Gradients[0].ItemTensor(0));
            var image = new Tensor(images.Item(i), [1, .. images.Shape[1..]]);
            var own = Explain(image);
            var scores = new MaxSensitivity().Evaluate(
                new FakeMetricContext(own, own.ToMap(model.Input.Height, model.Input.Width))
                {
                    Image = image,
                    Target = target,
                    Explained = Explain,
                }, changes).Scores;
            foreach (var score in scores)
                Assert.That(
                    score.Value, Is.EqualTo(golden.Expected.GetProperty(score.Name)[i].GetDouble()).Within(golden.Tolerance), score.Name);
        }
    }
}
