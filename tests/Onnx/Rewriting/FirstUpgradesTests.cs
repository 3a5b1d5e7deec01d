using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Rewriting;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Rewriting;

/// <summary>Operators of operator sets 1 to 6, which the runtime does not run itself, mean what their written definition says.</summary>
public sealed class FirstUpgradesTests
{
    private static readonly Tensor Image = GradientCase.Between(-1, 1, 1, 1, 2, 3, 4);
    private static readonly float[] Two = [2, -3];

    // y[n, c, h, w] from x[n, c, h, w].
    private delegate float Formula(float x, int c, int h, int w);

    private static IEnumerable<TestCaseData> Old =>
    [
        Case(6, "Add", Vector(2), (x, c, _, _) => x + Two[c], ("broadcast", 1L), ("axis", 1L)),
        Case(6, "Sub", Vector(2), (x, c, _, _) => x - Two[c], ("broadcast", 1L), ("axis", -3L)),
        Case(1, "Mul", Vector(4), (x, _, _, w) => x * (w + 1), ("broadcast", 1L)),
        Case(6, "Div", Constant.Of([1, 2, 3, 4, 5, 6], 2, 3), (x, c, h, _) => x / (3 * c + h + 1), ("broadcast", 1L), ("axis", 1L)),
        Case(3, "Add", Constant.Of([7], 1), (x, _, _, _) => x + 7, ("broadcast", 1L)),
        Case(6, "Mul", Constant.Scalar(7), (x, _, _, _) => x * 7, ("broadcast", 1L), ("axis", 0L)),
        Case(6, "PRelu", Vector(2), (x, c, _, _) => x > 0 ? x : x * Two[c]),
        Case(5, "Relu", null, (x, _, _, _) => MathF.Max(x, 0), ("consumed_inputs", new long[] { 0 })),
        Case(5, "Cast", null, (x, _, _, _) => x, ("to", "FLOAT")),
        Case(1, "Selu", null, (x, _, _, _) => 1.0507f * (x > 0 ? x : 1.6732f * (MathF.Exp(x) - 1))),
        Case(4, "Reshape", null, (x, _, _, _) => x, ("shape", new long[] { 1, 2, 3, 4 })),
        Case(5, "Dropout", null, (x, _, _, _) => x, ("is_test", 1L), ("ratio", 0.5f)),
    ];

    [TestCaseSource(nameof(Old))]
    public void An_operator_keeps_its_meaning(long opset, string op, Constant? operand, object formula, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 3, 4);
        IReadOnlyList<Value> inputs = operand is null ? [x] : [x, b.Constant(operand)];
        var result = Run(b.Build([b.Op(op, inputs, attributes).Name]), opset);
        for (int c = 0, i = 0; c < 2; c++)
            for (var h = 0; h < 3; h++)
                for (var w = 0; w < 4; w++, i++)
                    Assert.That(result.Values[i], Is.EqualTo(((Formula)formula)(Image.Values[i], c, h, w)).Within(1e-6));
    }

    [Test]
    public void A_batch_normalization_in_test_mode_takes_its_stored_statistics()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 3, 4);
        var y = b.Op(
            "BatchNormalization",
            [x, b.Constant(Vector(2)), b.Constant(Constant.Of([1, 0], 2)),
                b.Constant(Constant.Of([0.5f, 0], 2)), b.Constant(Constant.Of([4, 1], 2))],
            ("is_test", 1L), ("spatial", 1L), ("epsilon", 0f), ("consumed_inputs", new long[] { 0, 0, 0, 1, 1 }));
        var result = Run(b.Build([y.Name]), 5);
        for (var i = 0; i < 12; i++)
        {
            Assert.That(result.Values[i], Is.EqualTo((Image.Values[i] - 0.5f) / 2 * 2 + 1).Within(1e-5));
            Assert.That(result.Values[12 + i], Is.EqualTo(Image.Values[12 + i] * -3).Within(1e-5));
        }
    }

    [Test]
    public void A_concatenation_without_an_axis_joins_channels()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 3, 4);
        Assert.That(Run(b.Build([b.Op("Concat", [x, x]).Name]), 3).Shape.ToArray(), Is.EqualTo(new[] { 1, 4, 3, 4 }));
    }

    [Test]
    public void What_has_another_form_is_refused_by_name()
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 3, 4);
        var graph = b.Build([b.Op("Tile", [x, b.Ints(2), b.Ints(1)]).Name]);
        Assert.That(() => Run(graph, 5), Throws.TypeOf<InputException>().With.Message.Contains("(Tile)"));
    }

    // A product of the operator set and the network of the older ones, opened as a whole.
    [TestCase(1L)]
    [TestCase(6L)]
    [TestCase(22L)]
    [TestCase(23L)]
    [TestCase(25L)]
    public void A_network_of_operators_that_did_not_change_opens(long opset)
    {
        using var file = new TemporaryModel(Network("Relu") with { Opsets = new Dictionary<string, long> { [""] = opset } });
        using var model = OnnxModel.Open(file.Path);
        using var session = new Session(Network("Relu"), 1);
        Assert.That(model.Predict(Image).Logits.Values, Is.EqualTo(session.Run(("image", Image))[0].Values).Within(1e-6));
        Assert.That(model.Gradient(Image, [0], "image").Gradients[0].Values, Has.Some.Not.Zero);
    }

    // New since 24: the newest set that is read as is does not have it.
    [Test]
    public void A_newer_operator_is_named()
    {
        using var file = new TemporaryModel(Network("Swish") with { Opsets = new Dictionary<string, long> { [""] = 24 } });
        Assert.That(
            () => OnnxModel.Open(file.Path),
            Throws.TypeOf<InputException>().With.Message.Contains("'Swish'").And.Message.Not.Contains("ONNX Runtime cannot run it"));
    }

    private static Graph Network(string activation)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, null, 2, 3, 4);
        x = b.Op("Conv", [x, SmallNetworks.Weights(b, "w", 1, 4, 2, 2, 2)]).Map(activation).Map("GlobalAveragePool").Map("Flatten");
        return b.Build([x.Name]);
    }

    private static Tensor Run(Graph graph, long opset)
    {
        var old = graph with { Opsets = new Dictionary<string, long> { [""] = opset } };
        using var session = new Session(OpsetUpgrade.Apply(old, "old.onnx", []), 1);
        return session.Run(("image", Image))[0];
    }

    private static Constant Vector(int length) => length == 2 ? Constant.Of(Two, 2) : Constant.Of([1, 2, 3, 4], 4);

    private static TestCaseData Case(
        long opset, string op, Constant? operand, Formula formula, params (string Name, object Value)[] attributes) =>
        new TestCaseData(opset, op, operand, formula, attributes)
            .SetArgDisplayNames($"{op} {opset}", string.Join(" ", attributes.Select(a => $"{a.Name}={a.Value}")), $"{operand?.Count}");
}
