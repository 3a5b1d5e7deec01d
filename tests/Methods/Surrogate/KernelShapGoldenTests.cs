using System.Text.Json;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods.Shared;
using VisEval.Methods.Surrogate;
using VisEval.Onnx.Models;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Surrogate;

/// <summary>Kernel SHAP, through the real engine, against exact Shapley values that another program enumerated in double precision:
/// nine superpixels, hidden ones zero, two images and two targets a network.</summary>
[Category("Engine")]
public sealed class KernelShapGoldenTests
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    public static IEnumerable<TestCaseData> Networks =>
        JsonSerializer.Deserialize<Network[]>(File.ReadAllText(GoldenFolder.PathOf("index.json")), Json)!
            .Where(n => File.Exists(GoldenFolder.PathOf($"{n.Name}/ExactShapley.npy")))
            .Select(n => new TestCaseData(n).SetArgDisplayNames(n.Name));

    [Test]
    public void There_are_seven_networks() => Assert.That(Networks.Count(), Is.EqualTo(7));

    [TestCaseSource(nameof(Networks))]
    public void Values_are_the_reference_numbers(Network network)
    {
        using var engine = OnnxModel.Open(GoldenFolder.PathOf(network.Onnx));
        IModel model = network.Output == "softmax" ? new ProbabilityAsScore(engine) : engine;
        var images = NpyFile.Read(GoldenFolder.PathOf(network.Inputs));
        var size = new ImageBatch(images, []).Size;
        var labels = NpyFile.Read(GoldenFolder.PathOf($"{network.Name}/segments3x3.npy"));
        var segments = Segments.Of([.. labels.Values.Select(v => (int)v)]);
        var expected = NpyFile.Read(GoldenFolder.PathOf($"{network.Name}/ExactShapley.npy"));
        Assert.That(expected.Shape.ToArray(), Is.EqualTo(new[] { images.BatchSize, 2, segments.Count }));

        var actual =
            from image in Enumerable.Range(0, images.BatchSize)
            from column in Enumerable.Range(0, 2)
            let subject = new Subject(image, images.Item(image).ToArray(), size, network.Targets[image][column], Seed.Of(1))
            from value in new KernelShap().Values(model, subject, segments)
            select value;
        var error = actual.Zip(expected.Values, (a, b) => Math.Abs(a - b)).Max() / expected.Values.Max(Math.Abs);
        TestContext.Out.WriteLine($"max|a−b|/max|b| = {error:g3}");
        Assert.That(error, Is.LessThanOrEqualTo(1e-4));
    }

    public sealed record Network(string Name, string Onnx, string Output, string Inputs, int[][] Targets);
}
