using System.Text.Json;
using VisEval.Harness.Input;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>Gradients at an inner tensor against those of another tool, for two classes of every image.</summary>
public sealed class InnerGradientTests
{
    private const double Tolerance = 1e-4;

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<TestCaseData> Cases =>
        from network in JsonSerializer.Deserialize<Network[]>(File.ReadAllText(GoldenFolder.PathOf("index.json")), Json)!
        select new TestCaseData(network).SetArgDisplayNames(network.Name);

    [TestCaseSource(nameof(Cases))]
    public void The_gradient_at_an_inner_tensor_is_the_reference(Network network)
    {
        using var engine = OnnxModel.Open(GoldenFolder.PathOf(network.Onnx));
        IModel model = network.Output == "softmax" ? new ProbabilityAsScore(engine) : engine;
        var images = NpyFile.Read(GoldenFolder.PathOf(network.Inputs));
        var expected = NpyFile.Read(GoldenFolder.PathOf(network.Inner.File));
        var scale = expected.Values.Max(MathF.Abs);
        for (var column = 0; column < 2; column++)
        {
            var seed = ModelExtensions.OneHot([.. network.Targets.Select(row => row[column])], model.ClassCount);
            var gradients = model.Gradient(images, seed, [network.Inner.Tensor], RuleSet.Standard).Gradients[0];
            for (var i = 0; i < images.BatchSize; i++)
                Assert.That(gradients.Item(i).ToArray(), Is.EqualTo(expected.ItemTensor(i).Item(column).ToArray()).Within(Tolerance * scale), $"image {i}, column {column}");
        }
    }

    public sealed record Network(string Name, string Onnx, string Output, string Inputs, int[][] Targets, Inner Inner);

    public sealed record Inner(string Tensor, string File);
}
