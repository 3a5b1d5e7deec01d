using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>For every method: a constant added to the logit of the class, which makes it negative, does not exchange what speaks for the
/// class for what speaks against it.</summary>
public sealed class SignContractTests
{
    private const int Target = 1;
    private const float Far = 2;
    private static readonly ImageBatch Batch = Images.Random(new ImageSize(3, 8, 8), 1, seed: 5);

    // As published, Ablation-CAM divides by the logit itself, and the reference numbers hold it to that; the option is for this case.
    private static readonly Dictionary<string, string> Options = new()
    {
        ["ablation-cam"] = "ablation-cam:absolute=true",
        ["meaningful-perturbation"] = "meaningful-perturbation:iterations=150",
    };

    public static IEnumerable<string> Names => QuickUnits.Names;

    [TestCaseSource(nameof(Names))]
    public void A_negative_logit_does_not_turn_the_map_over(string name)
    {
        using var positive = ModelFor(name, Far);
        using var negative = ModelFor(name, -Far);
        var up = Map(name, positive);
        var down = Map(name, negative);
        // A map without differences (nothing left to suppress) has a state of its own and misleads nobody.
        Assert.That(
            Covariance(up, down), Is.GreaterThanOrEqualTo(0.2 * Math.Sqrt(Covariance(up, up) * Covariance(down, down))));
    }

    private static float[] Map(string name, OnnxModel model) =>
        (Options.TryGetValue(name, out var unit) ? QuickUnits.Methods.Create(unit).Value : QuickUnits.Of(name))
        .Explain(model, Batch, [Target])[0].ToMap(8, 8).Values;

    private static double Covariance(float[] a, float[] b)
    {
        var (meanA, meanB) = (a.Average(v => (double)v), b.Average(v => (double)v));
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum();
    }

    // The network of the name whose target has the given logit; all that is changed is the bias of the last layer.
    private static OnnxModel ModelFor(string name, float logit)
    {
        var attends = QuickUnits.Methods[name].Family == "attention";
        using var plain = Open(Graph(attends, 0));
        var own = plain.Predict(Batch.Values).Logit(0, Target);
        var model = Open(Graph(attends, logit - own));
        Assert.That(model.Predict(Batch.Values).Logit(0, Target), Is.EqualTo(logit).Within(1e-4));
        return model;
    }

    private static Graph Graph(bool attends, float shift)
    {
        var added = Enumerable.Range(0, 4).Select(c => c == Target ? shift : 0f).ToArray();
        if (attends)
            return SmallNetworks.Attending((b, x) => x + b.Weight("b3", Constant.Of(added, 4)));
        var graph = SmallNetworks.Convolutional();
        var bias = graph.Constants["b3"].Floats.ToArray().Zip(added, (a, b) => a + b).ToArray();
        return graph with { Constants = new Dictionary<string, Constant>(graph.Constants) { ["b3"] = Constant.Of(bias, 4) } };
    }

    private static OnnxModel Open(Graph graph)
    {
        using var file = new TemporaryModel(graph);
        return OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
    }
}
