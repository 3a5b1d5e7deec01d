using VisEval.Core;
using VisEval.Methods.Backpropagation;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>For every method: on a network without ReLUs it says that it does not apply, or gives a map that is not the gradient under
/// another name.</summary>
[Category("Engine")]
public sealed class NoReluContractTests
{
    private static readonly string[] OnlyRules = ["guided-backprop", "deconvnet", "rect-grad", "guided-grad-cam"];

    // What asks for a layer without negative values says so: a map that does not exist is no gradient.
    private static readonly string[] OnlyPositive = ["fem"];
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 1, seed: 5);
    private static readonly OnnxModel Model = WithTanh();
    private static readonly float[] Derivative = new Gradient().Explain(Model, Batch, [1])[0].Values.Values;

    public static IEnumerable<string> Names => QuickUnits.Names.Where(n => QuickUnits.Methods[n].Family != "attention" && n != "gradient");

    [TestCaseSource(nameof(Names))]
    public void A_method_is_not_the_gradient_under_another_name(string name)
    {
        var method = QuickUnits.Of(name);
        if (OnlyRules.Contains(name))
        {
            var error = Assert.Throws<NotApplicableException>(() => method.Explain(Model, Batch, [1]));
            Assert.That(error!.Why, Is.EqualTo("no-relu"));
            Assert.That(error.Message, Does.StartWith(name).And.Contain("Use gradient"));
            return;
        }
        if (OnlyPositive.Contains(name))
        {
            Assert.That(
                Assert.Throws<NotApplicableException>(() => method.Explain(Model, Batch, [1]))!.Why, Is.EqualTo("signed-layer"));
            return;
        }
        var values = method.Explain(Model, Batch, [1])[0].Values.Values;
        Assert.That(values, Has.All.Matches<float>(float.IsFinite).And.Not.EqualTo(Derivative));
    }

    // The transformer's three are in its stem, which everything passes; separable has them in its gates only.
    [TestCase("plain", true)]
    [TestCase("residual", true)]
    [TestCase("branch", true)]
    [TestCase("separable", false)]
    [TestCase("vit", true)]
    public void Rules_for_ReLUs_apply_where_every_way_passes_one(string network, bool applies)
    {
        using var model = OnnxModel.Open(Path.Combine(Repository.Root, $"datasets/scenes/models/{network}/model.onnx"));
        Assert.That(model.Network.Landmarks.EveryPathIsRectified, Is.EqualTo(applies));
    }

    private static OnnxModel WithTanh()
    {
        var graph = SmallNetworks.Convolutional();
        graph = graph with { Nodes = [.. graph.Nodes.Select(n => n.Operator == "Relu" ? n with { Operator = "Tanh" } : n)] };
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
    }
}
