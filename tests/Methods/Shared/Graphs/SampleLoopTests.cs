using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Backpropagation;
using VisEval.Methods.Shared;
using VisEval.Methods.Shared.Graphs;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Shared.Graphs;

/// <summary>What a loop in a file feeds to the network, against what the program feeds.</summary>
[Category("Engine")]
public sealed class SampleLoopTests
{
    [TestCase(Baseline.Zero)]
    [TestCase(Baseline.Darkest)]
    [TestCase(Baseline.Brightest)]
    [TestCase(Baseline.Mean)]
    [TestCase(Baseline.Blur)]
    public void The_points_of_a_path_are_those_of_the_program_to_the_last_bit(Baseline kind)
    {
        using var path = new TemporaryModel(SmallNetworks.Convolutional());
        using var model = OnnxModel.Open(path.Path);
        var (nodes, _) = QuadratureRule.GaussLegendre.Points(16);
        var images = Images.Random(model.Input, 2, 5).Values;
        var batch = new ImageBatch(images, [Seed.Of(0), Seed.Of(1)]);
        var network = new ExplainedNetwork(model, [.. nodes.Select((_, step) => $"point{step}")], 0);
        for (var step = 0; step < nodes.Length; step++)
        {
            var count = step + 1;
            network.Add(graph =>
            {
                var baseline = BaselineGraph.Of(kind, graph);
                var points = graph.Builder.Constant(Constant.Of([.. nodes.Select(n => (float)n)], nodes.Length));
                return graph.Loop(count, [graph.Builder.Scalar(0).SpreadOver(graph.Images)], (inner, number, _) =>
                    [SampleLoop.Between(inner, baseline, SampleLoop.At(inner, points, number))])[0];
            });
        }
        using var file = ExplainedFile.Of(network);
        var results = file.Run(images);
        for (var image = 0; image < 2; image++)
        {
            var subject = batch.Subject(image, 0);
            var expected = new float[subject.Image.Length];
            for (var step = 0; step < nodes.Length; step++)
            {
                SpanMath.Lerp(kind.Of(subject), subject.Image, (float)nodes[step], expected);
                Assert.That(results[$"point{step}"].ItemTensor(image).Values, Is.EqualTo(expected), $"image {image}, point {step}");
            }
        }
    }
}
