using VisEval.Onnx.Engine;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Borders, ties and saturation of operators that move, pool and quantize; and what they refuse.</summary>
public partial class SpecialValueTests
{
    private static IEnumerable<TestCaseData> MovedRows =>
    [
        Row("a reflected border adds to what it repeats, not to the edge", [1, 2, 3], [1, 2, 1],
            x => x.Builder.Op("Pad", [x, x.Builder.Ints(1, 0)], ("mode", "reflect"))),
        Row("an edge gathers its whole border", [1, 2, 3], [1, 1, 4],
            x => x.Builder.Op("Pad", [x, x.Builder.Ints(0, 3)], ("mode", "edge"))),
        Row("a wrapped border goes to the other end", [1, 2, 3], [1, 1, 2],
            x => x.Builder.Op("Pad", [x, x.Builder.Ints(1, 0)], ("mode", "wrap"))),
        Row("what is cut off gets zero", [1, 2, 3], [0, 1, 1], x => x.Builder.Op("Pad", [x, x.Builder.Ints(-1, 2)])),
        Row("an index that comes twice adds twice", [1, 2, 3], [0, 1, 2], x => x.Builder.Op("Gather", [x, x.Builder.Ints(2, 1, -1)])),
        Row("what is written over gets zero", [1, 2, 3], [1, 0, 1],
            x => x.Builder.Op("ScatterElements", [x, x.Builder.Ints(1), x.Builder.Constant(Constant.Of([9], 1))])),
        Row("the norm of a window of zeros is flat", [0, 0, 3, 4], [0, 0, 0.6f, 0.8f],
            x => x.Reshape(1, 1, 4).Map("LpPool", ("kernel_shape", new long[] { 2 }), ("strides", new long[] { 2 }))),
        Row("the global norm of zeros is flat", [0, 0], [0, 0], x => x.Reshape(1, 1, 2).Map("GlobalLpPool")),
        // uint8, scale 1/2: 127.75 rounds half to even, to 256, and is cut; 127.5 is the last stair; −1/4 rounds to 0 and is not cut.
        Row("quantization passes nothing where it saturates", [-1, -0.25f, 0, 3.1f, 127.5f, 127.75f, 200], [0, 1, 1, 1, 1, 0, 0],
            x => Pair(x, Constant.Scalar(0.5f))),
        Row("enlarging by blocks sums over each block", [1, 2], [3, 3], x => x.Builder.Op(
            "Resize", [x.Reshape(1, 1, 2), Value.None, x.Builder.Constant(Constant.Of([1, 1, 3], 3))], ("mode", "nearest"))),
    ];

    private static IEnumerable<TestCaseData> Refusals =>
    [
        Refusal("antialias", "antialias", x => x.Builder.Op(
            "Resize", [x.Reshape(1, 1, 2, 3), Value.None, x.Builder.Constant(Constant.Of([1, 1, 0.5f, 0.5f], 4))], ("mode", "linear"),
            ("antialias", 1L))),
        Refusal("cropping while resizing", "tf_crop_and_resize", x => x.Builder.Op(
            "Resize",
            [x.Reshape(1, 1, 2, 3), x.Builder.Constant(Constant.Of([0, 0, 0, 0, 1, 1, 1, 1], 8)),
                x.Builder.Constant(Constant.Of([1, 1, 2, 2], 4))],
            ("mode", "linear"), ("coordinate_transformation_mode", "tf_crop_and_resize"))),
        Refusal("scattered maxima", "max", x => x.Builder.Op(
            "ScatterElements", [x, x.Builder.Ints(1), x.Builder.Constant(Constant.Of([9], 1))], ("reduction", "max"))),
        Refusal(
            "a scale that is trained",
            "scale",
            x => Pair(x.Builder.Constant(Constant.Of([1, 2], 2)), x.Map("ReduceMax", ("keepdims", 0L)))),
    ];

    [TestCaseSource(nameof(Refusals))]
    public void What_is_not_covered_is_refused(string said, Func<Value, Value> build)
    {
        var builder = new GraphBuilder();
        var output = build(builder.Input("x", ElementType.Float, 6));
        var graph = builder.Build([output.Name]);
        var shapes = ShapeObserver.Observe(graph);
        var refused = Assert.Throws<NoGradientRuleException>(() => Backward.Build(graph, shapes, output.Name, ["x"], RuleSet.Standard.For));
        Assert.That(refused!.Message, Does.Contain(said));
    }

    private static Value Pair(Value x, Constant scale) => Pair(x, x.Builder.Constant(scale));

    private static Value Pair(Value x, Value scale) =>
        x.Builder.Op("DequantizeLinear", [x.Builder.Op("QuantizeLinear", [x, scale]), scale]);

    private static TestCaseData Refusal(string name, string said, Func<Value, Value> build) =>
        new TestCaseData(said, build).SetName($"Refused: {name}");
}
