using VisEval.Core;
using VisEval.Methods.Perturbation;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Relevance;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods.Perturbation;

[Category("Engine")]
public sealed class FgvisTests
{
    // y = ReLU(x) or tanh(x): between 0 and its value on the reference an activation passes the derivative, beyond it nothing.
    [TestCase("Relu", new[] { 1f, 2f, 3f, -1f, 1f }, new[] { 2f, 2f, 2f, 2f, -2f }, new[] { 1f, 1f, 0f, 0f, 0f })]
    [TestCase("Tanh", new[] { 0.5f, 2f, -0.5f, -0.5f, -2f }, new[] { 1f, 1f, -1f, 1f, -1f }, new[] { 0.786448f, 0f, 0.786448f, 0f, 0f })]
    public void An_activation_beyond_its_range_passes_nothing(string activation, float[] at, float[] reference, float[] expected)
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, null, 5);
        var graph = b.Build([x.Map(activation).Name]);
        var rules = RuleSet.BoundedEvidence with { Start = (seed, _, _, _) => seed };
        var program = rules.Build(graph, ShapeObserver.Observe(graph), graph.Outputs[0], ["x"]);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        var ones = new Tensor([1, 1, 1, 1, 1], 1, 5);
        var actual = session.Run(
            ("x", new Tensor(at, 1, 5)), (program.Seed, ones), (program.Reference!, new Tensor(reference, 1, 5)))[0].Values;
        Assert.That(actual, Is.EqualTo(expected).Within(1e-5f));
    }

    [Test]
    public void On_the_image_itself_the_rule_is_the_derivative_of_the_probability()
    {
        using var model = QuickUnits.ModelFor("fgvis");
        var images = Images.Random(new ImageSize(3, 8, 8), 2, seed: 9).Values;
        var seed = ModelExtensions.OneHot([1, 2], model.ClassCount);
        var bounded = model.Gradient(images, seed, [model.InputTensor], RuleSet.BoundedEvidence, images).Gradients[0].Values;
        var plain = model.Gradient(images, seed, [model.InputTensor], RuleSet.OfProbability).Gradients[0].Values;
        Assert.That(bounded, Is.EqualTo(plain).Within(1e-6f));
    }

    // Two scores linear in the image: only what speaks for the class more than for the other is hidden, most of it first.
    [Test]
    public void On_a_linear_network_what_speaks_for_the_class_is_hidden_and_nothing_else()
    {
        float[] forClass = [2, 1, -1, 0];
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 1, 2, 2).Map("Flatten");
        var weights = forClass.SelectMany(w => new[] { w, 0f }).ToArray();
        using var file = new TemporaryModel(b.Build([b.Op("Gemm", [x, b.Weight("w", Constant.Of(weights, 4, 2))]).Name]));
        using var model = OnnxModel.Open(file.Path);
        float[] Map(int steps) => new Fgvis(steps, Noise: 0)
            .Explain(model, Images.Of(new ImageSize(1, 2, 2), 1, 1, 1, 1), [0])[0].Values.Values;
        Assert.That(Map(1), Is.EqualTo(new[] { 0.1f, 0.05f, 0, 0 }).Within(1e-5f));
        Assert.That(Map(4), Is.EqualTo(new[] { 0.4f, 0.2f, 0, 0 }).Within(1e-5f));
        // After k steps S = 2 − k/4. At the ninth it is below 0, and p = .438 is less than half of the .881 that it was: there it stops.
        Assert.That(Map(500), Is.EqualTo(new[] { 0.9f, 0.45f, 0, 0 }).Within(1e-5f));
    }
}
