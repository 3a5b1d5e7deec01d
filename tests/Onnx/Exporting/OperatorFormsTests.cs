using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Exporting;
using VisEval.Onnx.Format;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Tests.Onnx.Exporting;

/// <summary>The table of operator sets against the runtime, which knows the standard on its own: a form is taken in its first set and
/// refused in the one before.</summary>
[Category("Engine")]
public sealed class OperatorFormsTests
{
    private static readonly Constant Axes = Constant.Ints(2);
    private static readonly Constant Scales = Constant.Of([1, 1, 2, 2], 4);
    private static readonly Constant Same = Constant.Of(new float[24], 1, 2, 4, 3);
    private static readonly Constant Places = new(ElementType.Int64, [1, 2, 4, 3], new byte[24 * 8]);
    private static readonly Constant Empty = Constant.Of([], 0);

    private static IEnumerable<TestCaseData> Forms =>
    [
        Case(12, "Celu", []), Case(12, "Einsum", [], ("equation", "abcd->ab")), Case(12, "LessOrEqual", [Same]),
        Case(12, "GreaterOrEqual", [Same]), Case(14, "HardSwish", []), Case(14, "Trilu", []), Case(15, "CastLike", [Axes]),
        Case(16, "GridSample", [Constant.Of(new float[12], 1, 2, 3, 2)]),
        Case(18, "Mish", []), Case(18, "CenterCropPad", [Constant.Ints(1, 2, 2, 2)]), Case(20, "Gelu", []),
        Case(18, "Col2Im", [Constant.Ints(3, 3), Constant.Ints(2, 2)]),
        Case(12, "Dropout", [Constant.Scalar(0.5f)]),
        Case(12, "ArgMax", [], ("select_last_index", 1L)), Case(12, "ArgMin", [], ("select_last_index", 1L)),
        Case(12, "GatherND", [Constant.Ints(0) with { Dims = [1, 1] }], ("batch_dims", 1L)),
        Case(13, "Squeeze", [Constant.Ints(0)]), Case(13, "Unsqueeze", [Axes]), Case(13, "ReduceSum", [Axes]),
        Case(13, "Split", [Constant.Ints(1, 3)], ("axis", 2L)), Case(13, "ReduceSum", [], ("noop_with_empty_axes", 1L)),
        Case(13, "QuantizeLinear", [Constant.Of([1, 1], 2)], ("axis", 1L)), Case(13, "Resize", [null, Scales]),
        Case(14, "Reshape", [Constant.Ints(24)], ("allowzero", 1L)),
        Case(14, "BatchNormalization", [.. Enumerable.Repeat(Constant.Of([1, 1], 2), 4)], ("training_mode", 0L)),
        Case(15, "Shape", [], ("start", 1L)), Case(15, "Shape", [], ("end", 1L)),
        Case(16, "ScatterElements", [Places, Same], ("reduction", "add")),
        Case(16, "ScatterND", [Constant.Ints(0) with { Dims = [1, 1] }, Same], ("reduction", "add")),
        .. new[]
        {
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd",
            "ReduceSumSquare",
        }.SelectMany(op => new[] { Case(18, op, [Axes]), Case(18, op, [], ("noop_with_empty_axes", 1L)) }),
        Case(18, "Pad", [Constant.Ints(1, 1), null, Axes]), Case(18, "Split", [], ("axis", 2L), ("num_outputs", 2L)),
        Case(18, "Resize", [Empty, Constant.Of([2f], 1)], ("axes", new long[] { 2 })),
        Case(18, "Resize", [Empty, Scales], ("antialias", 1L), ("mode", "linear")),
        Case(18, "LpPool", [], ("kernel_shape", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Case(19, "AveragePool", [], ("kernel_shape", new long[] { 2, 2 }), ("dilations", new long[] { 1, 2 })),
        Case(19, "Cast", [], ("to", 1L), ("saturate", 1L)),
        Case(20, "GridSample", [Constant.Of(new float[12], 1, 2, 3, 2)], ("mode", "linear")),
        Case(21, "QuantizeLinear", [Constant.Of([1], 1)], ("output_dtype", 2L)),
        // The oldest that files are written in has them.
        Case(11, "ReduceMax", []), Case(11, "Equal", [Same]), Case(11, "TopK", [Constant.Ints(1)], ("largest", 0L)),
        Case(11, "Resize", [Empty, Scales]), Case(11, "Max", [Same]), Case(11, "Clip", [Constant.Scalar(0)]),
        Case(11, "Softmax", [], ("axis", -1L)), Case(11, "CumSum", [Constant.IntScalar(2)]), Case(11, "OneHot", null),
    ];

    // The runtime takes them in the set before too, of which the standard says nothing or something else.
    private static IEnumerable<TestCaseData> Lenient =>
    [
        Case(17, "LayerNormalization", [Constant.Of([1, 1, 1], 3)]),
        Case(18, "ScatterElements", [Places, Same], ("reduction", "max")),
        Case(18, "ScatterElements", [Places, Same], ("reduction", "min")),
        Case(19, "Pad", [Constant.Ints(0, 0, 1, 0, 0, 0, 0, 0)], ("mode", "wrap")),
        Case(21, "GroupNormalization", [Constant.Of([1, 1], 2), Constant.Of([1, 1], 2)], ("num_groups", 1L)),
    ];

    [TestCaseSource(nameof(Forms))]
    public void A_form_is_known_to_the_runtime_from_its_set_on(long set, string op, Constant?[]? constants, (string, object)[] attributes)
    {
        var graph = op == "OneHot" ? OneHot() : Single(op, constants!, attributes);
        var node = graph.Nodes[0];
        Assert.That(OperatorForms.FirstOf(node, new OuterConstants(graph.Constants)), Is.EqualTo(set));
        Assert.That(() => Load(graph, set), Throws.Nothing);
        if (set > OperatorForms.Oldest)
            Assert.That(() => Load(graph, set - 1), Throws.InstanceOf<OnnxRuntimeException>());
    }

    [TestCaseSource(nameof(Lenient))]
    public void A_form_that_the_runtime_does_not_check_has_the_set_of_the_standard(
        long set, string op, Constant?[]? constants, (string, object)[] attributes)
    {
        var graph = Single(op, constants!, attributes);
        Assert.That(OperatorForms.FirstOf(graph.Nodes[0], new OuterConstants(graph.Constants)), Is.EqualTo(set));
        Assert.That(() => Load(graph, set), Throws.Nothing);
    }

    [Test]
    public void Largest_and_smallest_take_whole_numbers_since_12_only()
    {
        var b = new GraphBuilder();
        var shape = b.Input("x", ElementType.Float, 2, 2).Shape();
        var graph = b.Build([b.Op("Max", [shape, b.Ints(0)]).Name]);
        Assert.That(OperatorForms.FirstOf(graph.Nodes[1], new OuterConstants(graph.Constants)), Is.EqualTo(12));
        Assert.That(() => Load(graph, 12), Throws.Nothing);
        Assert.That(() => Load(graph, 11), Throws.InstanceOf<OnnxRuntimeException>());
    }

    [TestCase("Softmax", null, 13)]
    [TestCase("Softmax", 1L, 13)]
    [TestCase("LogSoftmax", 2L, 13)]
    [TestCase("Hardmax", -1L, 11)]
    public void An_axis_that_meant_something_else_counts_from_the_set_that_changed_it(string op, long? axis, long set)
    {
        var node = axis is { } number ? Node.Of(op, ["x"], ["y"], ("axis", number)) : Node.Of(op, ["x"], ["y"]);
        Assert.That(OperatorForms.FirstOf(node, new OuterConstants(new Dictionary<string, Constant>())), Is.EqualTo(set));
    }

    [Test]
    public void Every_operator_that_has_a_derivative_is_in_the_table() =>
        Assert.That(GradientTable.Standard.Keys.Except(OperatorForms.Operators), Is.Empty);

    [Test]
    public void An_operator_that_the_table_does_not_have_has_no_first_set() => Assert.That(
        OperatorForms.FirstOf(Node.Of("Swish", ["x"], ["y"]), new OuterConstants(new Dictionary<string, Constant>())), Is.Null);

    private static Graph Single(string op, Constant?[] constants, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var x = b.Input("x", ElementType.Float, 1, 2, 4, 3);
        if (op == "Col2Im")
            x = b.Input("columns", ElementType.Float, 1, 8, 4);
        var outputs = op is "Split" or "TopK" ? 2 : 1;
        var y = b.Op(op, outputs, [x, .. constants.Select(c => c is null ? Value.None : b.Constant(c))], attributes);
        var graph = b.Build([.. y.Select(v => v.Name)]);
        return op == "Col2Im" ? graph with { Inputs = [graph.Inputs[1]] } : graph;
    }

    private static Graph OneHot()
    {
        var b = new GraphBuilder();
        var target = b.Input("target", ElementType.Int64, 2);
        return b.Build([b.Op("OneHot", [target, b.Ints(4), b.Constant(Constant.Of([0, 1], 2))], ("axis", -1L)).Name]);
    }

    private static void Load(Graph graph, long set)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        using var session = new InferenceSession(
            OnnxFile.Write(graph with { Opsets = new Dictionary<string, long> { [""] = set } }), options);
    }

    private static TestCaseData Case(long set, string op, Constant?[]? constants, params (string, object)[] attributes) =>
        new TestCaseData(set, op, constants, attributes)
            .SetArgDisplayNames($"{set}", op, $"{constants?.Length ?? 0} inputs more", string.Join(' ', attributes.Select(a => a.Item1)));
}
