using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx.Gradients;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Onnx.Models;

/// <summary>A program that runs forwards and backwards gives the same scores as one that only runs forwards.</summary>
public sealed class CombinedGraphTests
{
    public static IEnumerable<string> Networks =>
        Directory.GetFiles(GoldenFolder.PathOf("models"), "*.onnx").Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<RuleSet> RuleSets => [RuleSet.Standard, Composites.EpsilonPlus(1e-6)];

    [Test]
    public void The_scores_are_those_of_the_forward_pass(
        [ValueSource(nameof(Networks))] string network, [ValueSource(nameof(RuleSets))] RuleSet rules)
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf($"models/{network}.onnx"));
        var images = GradientCase.Between(-2, 2, 1, 3, model.Input.Channels, model.Input.Height, model.Input.Width);
        var alone = model.Predict(images).Logits;
        var combined =
            model.Gradient(images, ModelExtensions.OneHot([0, 1, 2], model.ClassCount), [model.InputTensor], rules).Scores.Logits;
        var scale = alone.Values.Max(MathF.Abs);
        Assert.That(combined.Values, Is.EqualTo(alone.Values).Within(1e-5f * scale));
    }

    [Test]
    public void A_gradient_at_an_inner_tensor_goes_no_further_back()
    {
        using var model = OnnxModel.Open(GoldenFolder.PathOf("models/resnetish.onnx"));
        var graph = VisEval.Onnx.Format.OnnxFile.Read(GoldenFolder.PathOf("models/resnetish.onnx"));
        var shapes = ShapeObserver.Observe(graph);
        int Added(string tensor) => RuleSet.Standard.Build(graph, shapes, graph.Outputs[0], [tensor]).Graph.Nodes.Count
            - graph.WithOutputs([graph.Outputs[0]]).Nodes.Count;
        Assert.That(Added(model.Network.CamTensor), Is.LessThan(10).And.LessThan(Added(model.InputTensor) / 5));
    }
}
