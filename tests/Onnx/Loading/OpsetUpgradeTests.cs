using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Runtime;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Loading;

/// <summary>Networks of older operator sets must give what ONNX Runtime gives for them as they are.</summary>
public class OpsetUpgradeTests
{
    private static IEnumerable<TestCaseData> Old =>
    [
        Case(9, "Clip", ("min", -0.2f), ("max", 0.3f)),
        Case(9, "Slice", ("starts", new long[] { 1 }), ("ends", new long[] { 3 }), ("axes", new long[] { 2 })),
        Case(9, "Pad", ("pads", new long[] { 0, 0, 1, 0, 0, 0, 0, 2 }), ("value", 0.5f)),
        Case(11, "ReduceSum", ("axes", new long[] { 2 }), ("keepdims", 1L)),
        Case(13, "ReduceMean", ("axes", new long[] { 3 }), ("keepdims", 1L)),
        Case(11, "Softmax", ("axis", 1L)),
        Case(11, "Softmax"),
        Case(11, "LogSoftmax", ("axis", 2L)),
        Case(7, "Dropout"),
        Case(9, "Unsqueeze", ("axes", new long[] { 1 })),
    ];

    [TestCaseSource(nameof(Old))]
    public void An_old_operator_keeps_its_meaning(long opset, string op, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 2, 4, 3).Map(op, attributes);
        b.Add(Node.Of("Flatten", [x.Name], ["scores"]));
        var graph = b.Build(["scores"]) with { Opsets = new Dictionary<string, long> { [""] = opset } };
        var image = GradientCase.Between(-1, 1, 1, 2, 2, 4, 3);
        using var asItIs = new Session(graph, 1);
        using var file = new TemporaryModel(graph);
        using var model = OnnxModel.Open(file.Path);
        Assert.That(model.Activations(image, ["scores"])[0].Values, Is.EqualTo(asItIs.Run(("image", image))[0].Values).Within(1e-6));
    }

    [Test]
    public void An_operator_set_from_before_the_rules_is_refused()
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional() with { Opsets = new Dictionary<string, long> { [""] = 5 } });
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain("operator set 5"));
    }

    private static TestCaseData Case(long opset, string op, params (string, object)[] attributes) =>
        new TestCaseData(opset, op, attributes).SetArgDisplayNames($"{opset}", op, string.Join(",", attributes.Select(a => a.Item1)));
}
