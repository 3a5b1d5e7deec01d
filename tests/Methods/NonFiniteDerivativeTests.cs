using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Models;
using VisEval.Tests.Onnx;
using VisEval.Tests.Testing;

namespace VisEval.Tests.Methods;

/// <summary>A network whose scores are finite and whose derivatives are not: no method may make a map of them that looks sound.</summary>
[Category("Engine")]
public sealed class NonFiniteDerivativeTests
{
    // Layer-wise relevance propagation passes an activation whatever its slope, and CAM needs a linear head.
    private static readonly string[] WithoutTheSlope = ["cam", "clrp", "deep-taylor", "rap", "relevance-cam", "sglrp"];

    public static IEnumerable<string> Names => QuickUnits.Names.Where(n =>
        MethodFacts.Of(QuickUnits.Of(n)).Needs.HasFlag(Needs.Gradient) && QuickUnits.Methods[n].Family != "attention"
        && !n.StartsWith("lrp-", StringComparison.Ordinal) && !WithoutTheSlope.Contains(n));

    [TestCaseSource(nameof(Names))]
    public void The_map_is_not_finite_either(string name)
    {
        // ln(10⁻⁴²·y): the derivative 1/(10⁻⁴²·y) overflows, the value does not.
        using var file = new TemporaryModel(SmallNetworks.Convolutional((b, x) => (x.Map("Abs") * 1e-42f).Map("Log")));
        using var model = OnnxModel.Open(file.Path, new EngineOptions(MemoryMegabytes: 0));
        var batch = Images.Random(model.Input, 1, seed: 5);
        Assert.That(model.Predict(batch.Values).Logits.Values, Has.All.Matches<float>(float.IsFinite));
        var map = QuickUnits.Of(name).Explain(model, batch, [1])[0].ToMap(8, 8);
        Assert.That(map.State.Text, Is.EqualTo("degenerate:not-finite"), string.Join(" ", map.Values.Take(10)));
    }
}
