using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>What no rule covers is refused by name, never differentiated wrongly.</summary>
public class RefusalTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        Row("Einsum", "repeats a subscript", (b, x) => b.Op("Einsum", [x], ("equation", "aa->a"))),
        Row("Dropout", "training mode",
            (b, x) => b.Op("Dropout", [x, b.Scalar(0.5f), b.Constant(new Constant(ElementType.Bool, [], new byte[] { 1 }))])),
        Row("Det", "cannot be taken", (_, x) => x.Map("Det")),
    ];

    [TestCaseSource(nameof(Rows))]
    public void A_variant_without_a_rule_is_refused(string op, string reason, Func<GraphBuilder, Value, Value> build)
    {
        var builder = new GraphBuilder();
        var output = build(builder, builder.Input("x", ElementType.Float, 2, 2));
        var graph = builder.Build([output.Name]);
        var shapes = ShapeObserver.Observe(graph);
        var error = Assert.Throws<NoGradientRuleException>(() => Backward.Build(graph, shapes, output.Name, ["x"], RuleSet.Standard.For));
        Assert.That(error!.Message, Does.Contain(op).And.Contain(reason).And.Contain(output.Name));
    }

    private static TestCaseData Row(string op, string reason, Func<GraphBuilder, Value, Value> build) =>
        new TestCaseData(op, reason, build).SetName($"Refused: {op}");
}
