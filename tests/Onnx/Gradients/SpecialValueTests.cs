using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Kinks, ties and zero, where finite differences say nothing and a convention decides.</summary>
public partial class SpecialValueTests
{
    private static IEnumerable<TestCaseData> Rows =>
    [
        Row("ReLU passes nothing at zero", [-1, 0, 1], [0, 0, 1], x => x.Map("Relu")),
        Row("absolute value is flat at zero", [-2, 0, 2], [-1, 0, 1], x => x.Map("Abs")),
        Row("clipping passes nothing at its bounds", [-1, 0, 1], [0, 1, 0],
            x => x.Builder.Op("Clip", [x, x.Builder.Scalar(-1), x.Builder.Scalar(1)])),
        Row("the first of equal values wins a pool", [3, 3, 1, 3], [1, 0, 0, 1],
            x => x.Reshape(1, 1, 1, 4).Map("MaxPool", ("kernel_shape", new long[] { 1, 2 }), ("strides", new long[] { 1, 2 }))),
        Row("the first of equal values wins overlapping pools", [3, 3, 3], [1, 1, 0],
            x => x.Reshape(1, 1, 1, 3).Map("MaxPool", ("kernel_shape", new long[] { 1, 2 }), ("strides", new long[] { 1, 1 }))),
        Row("one pixel that wins twice is added twice", [1, 5, 1], [0, 2, 0],
            x => x.Reshape(1, 1, 1, 3).Map("MaxPool", ("kernel_shape", new long[] { 1, 2 }), ("strides", new long[] { 1, 1 }))),
        Row("padding never wins a pool", [-1, -2], [2, 0],
            x => x.Reshape(1, 1, 1, 2).Map(
                "MaxPool", ("kernel_shape", new long[] { 1, 2 }), ("strides", new long[] { 1, 1 }), ("pads", new long[] { 0, 1, 0, 0 }))),
        Row("equal global maxima share", [2, 2, 0, 0], [0.5f, 0.5f, 0, 0], x => x.Reshape(1, 1, 2, 2).Map("GlobalMaxPool")),
        Row("equal reduced maxima share", [2, 2, 0, 0], [0.5f, 0.5f, 0, 0], x => x.Builder.Op("ReduceMax", [x, x.Builder.Ints(0)])),
        Row("what is used twice gets both derivatives", [3, 4], [6, 8], x => x * x),
        Row("what is not used gets zero", [1, 2, 3], [0, 1, 0], x => x.Slice(0, 1, 2)),
    ];

    [TestCaseSource(nameof(Rows))]
    [TestCaseSource(nameof(MovedRows))]
    [TestCaseSource(nameof(MathematicalRows))]
    public void A_convention_decides(float[] input, float[] expected, Func<Value, Value> build)
    {
        var builder = new GraphBuilder();
        var output = build(builder.Input("x", ElementType.Float, input.Length));
        var graph = builder.Build([output.Name]);
        var program = Backward.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"], RuleSet.Standard.For);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        using var forward = new Session(graph, 1);
        var ones = forward.Run(("x", new Tensor(input, input.Length)))[0].Clone();
        Array.Fill(ones.Values, 1);
        Assert.That(session.Run(("x", new Tensor(input, input.Length)), (program.Seed, ones))[0].Values, Is.EqualTo(expected));
    }

    [Test]
    public void An_infinite_derivative_does_not_leak_through_a_closed_gate()
    {
        // √x has an infinite slope at 0; a product with the gate 0 would give NaN, a choice gives 0.
        var builder = new GraphBuilder();
        var x = builder.Input("x", ElementType.Float, 1);
        var output = (x.Map("Relu").Map("Sqrt"));
        var graph = builder.Build([output.Name]);
        var program = Backward.Build(graph, ShapeObserver.Observe(graph), output.Name, ["x"], RuleSet.Standard.For);
        using var session = new Session(program.Graph with { Outputs = [.. program.Gradients] }, 1);
        Assert.That(session.Run(("x", new Tensor([-1f], 1)), (program.Seed, new Tensor([1f], 1)))[0].Values[0], Is.EqualTo(0));
    }

    private static TestCaseData Row(string name, float[] input, float[] expected, Func<Value, Value> build) =>
        new TestCaseData(input, expected, build).SetName($"Special value: {name}");
}
