using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Models;
using VisEval.Onnx.Rewriting;
using VisEval.Tests.Onnx.Gradients;

namespace VisEval.Tests.Onnx.Rewriting;

/// <summary>Networks of older operator sets must give what ONNX Runtime gives for them as they are.</summary>
public class OpsetUpgradeTests
{
    private static readonly Constant Scale = Constant.Of([1.5f, -0.5f], 2);
    private static readonly Constant Shift = Constant.Of([0.1f, 0.3f], 2);
    private static readonly Constant Variance = Constant.Of([0.5f, 2f], 2);

    internal static IEnumerable<TestCaseData> Old =>
    [
        Case(9, "Clip", [], ("min", -0.2f), ("max", 0.3f)),
        Case(7, "Clip", [], ("max", 0.3f)),
        Case(9, "Slice", [], ("starts", new long[] { 1 }), ("ends", new long[] { 3 }), ("axes", new long[] { 2 })),
        Case(9, "Slice", [], ("starts", new long[] { 0, 0, 1 }), ("ends", new long[] { 9, 9, 3 })),
        Case(10, "Slice", [Constant.Ints(1), Constant.Ints(3), Constant.Ints(2)]),
        Case(9, "Pad", [], ("pads", new long[] { 0, 0, 1, 0, 0, 0, 0, 2 }), ("value", 0.5f)),
        Case(9, "Pad", [], ("pads", new long[] { 0, 0, 1, 0, 0, 0, 0, 2 }), ("mode", "reflect")),
        Case(11, "ReduceSum", [], ("axes", new long[] { 2 }), ("keepdims", 1L)),
        Case(13, "ReduceMean", [], ("axes", new long[] { 3 }), ("keepdims", 1L)),
        Case(11, "ReduceMax", [], ("axes", new long[] { -1 })),
        Case(8, "ReduceL2", [], ("axes", new long[] { 2, 3 }), ("keepdims", 0L)),
        Case(17, "ReduceLogSumExp", [], ("axes", new long[] { 2, 3 })),
        Case(11, "Softmax", [], ("axis", 1L)),
        Case(11, "Softmax", []),
        Case(11, "Softmax", [], ("axis", -1L)),
        Case(8, "Softmax", [], ("axis", 3L)),
        Case(11, "LogSoftmax", [], ("axis", 2L)),
        Case(11, "Hardmax", [], ("axis", 1L)),
        Case(7, "Dropout", []),
        Case(10, "Dropout", [], ("ratio", 0.3f)),
        Case(12, "Dropout", [Constant.Scalar(0.3f)]),
        Case(9, "Unsqueeze", [], ("axes", new long[] { 1 })),
        Case(9, "Flatten", [], ("axis", 2L)),
        Case(7, "BatchNormalization", [Scale, Shift, Shift, Variance], ("spatial", 1L), ("epsilon", 0.01f)),
        Case(7, "BatchNormalization", [Positions(1), Positions(2), Positions(3), Positions(4)], ("spatial", 0L)),
        Case(9, "BatchNormalization", [Scale, Shift, Shift, Variance], ("momentum", 0.5f)),
        Case(14, "BatchNormalization", [Scale, Shift, Shift, Variance], ("training_mode", 0L)),
        Case(7, "Upsample", [], ("scales", new[] { 1f, 1, 2, 2 })),
        Case(7, "Upsample", [], ("scales", new[] { 1f, 1, 2, 3 }), ("mode", "linear")),
        Case(9, "Upsample", [Constant.Of([1, 1, 2, 3], 4)]),
        Case(9, "Upsample", [Constant.Of([1, 1, 2, 2], 4)], ("mode", "linear")),
        Case(10, "Resize", [Constant.Of([1, 1, 2, 3], 4)]),
        Case(10, "Resize", [Constant.Of([1, 1, 0.6f, 0.7f], 4)]),
        Case(10, "Resize", [Constant.Of([1, 1, 1.5f, 1.7f], 4)], ("mode", "linear")),
        Case(11, "Resize", [Empty, Constant.Of([1, 1, 2, 1.5f], 4)], ("mode", "linear"),
            ("coordinate_transformation_mode", "align_corners")),
        Case(11, "Resize", [Empty, Constant.Of([1, 1, 2, 1.5f], 4)], ("coordinate_transformation_mode", "tf_half_pixel_for_nn"),
            ("nearest_mode", "floor")),
        Case(11, "Resize", [Empty, Empty, Constant.Ints(1, 2, 7, 5)], ("mode", "cubic")),
        Case(13, "Resize", [Empty, Constant.Of([1, 1, 2, 2], 4)], ("mode", "linear"),
            ("coordinate_transformation_mode", "pytorch_half_pixel")),
        Case(18, "Resize", [Empty, Empty, Constant.Ints(7, 5)], ("axes", new long[] { 2, 3 }), ("mode", "linear")),
        Case(7, "AveragePool", [], ("kernel_shape", new long[] { 2, 2 }), ("pads", new long[] { 1, 1, 0, 0 }), ("count_include_pad", 1L)),
        Case(10, "AveragePool", [], ("kernel_shape", new long[] { 3, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Case(11, "AveragePool", [], ("kernel_shape", new long[] { 3, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L),
            ("pads", new long[] { 1, 1, 1, 1 }), ("count_include_pad", 1L)),
        Case(18, "AveragePool", [], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L),
            ("count_include_pad", 1L)),
        Case(8, "MaxPool", [], ("kernel_shape", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER")),
        Case(10, "MaxPool", [], ("kernel_shape", new long[] { 3, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Case(7, "Gemm", [Constant.Of([1, 2, 3, 4, 5, 6], 3, 2), Constant.Of([0.5f], 1)]),
        Case(7, "PRelu", [Constant.Of([0.2f, 0.4f], 2, 1, 1)]),
        Case(9, "Scatter", [Constant.Ints(1, 0, 1) with { Dims = [1, 1, 1, 3] }, Constant.Of([7, 8, 9], 1, 1, 1, 3)], ("axis", 2L)),
        Case(18, "GroupNormalization", [Scale, Shift], ("num_groups", 2L)),
        Case(18, "GroupNormalization", [Constant.Of([1.5f], 1), Constant.Of([0.5f], 1)], ("num_groups", 1L), ("epsilon", 0.01f)),
        Case(16, "GridSample", [Constant.Of(GradientCase.Between(-1, 1, 4, 1, 2, 3, 2).Values, 1, 2, 3, 2)], ("mode", "bilinear")),
        Case(7, "LRN", [], ("size", 3L)),
        Case(9, "Cast", [], ("to", 1L)),
        Case(10, "DepthToSpace", [], ("blocksize", 1L)),
        Case(9, "Expand", [Constant.Ints(1, 2, 4, 3)]),
        Case(10, "Gather", [Constant.Ints(1, 0)], ("axis", 3L)),
        Case(12, "Squeeze", [], ("axes", new long[] { 0 })),
        Case(8, "Sum", [Scale with { Dims = [1, 2, 1, 1] }]),
        Case(7, "InstanceNormalization", [Scale, Shift]),
        Case(7, "ConvTranspose", [Constant.Of([1, 2, 3, 4, 5, 6, 7, 8], 2, 1, 2, 2)], ("strides", new long[] { 2, 2 }),
            ("output_padding", new long[] { 1, 1 })),
        Case(7, "LpPool", [], ("kernel_shape", new long[] { 2, 2 }), ("p", 2L)),
        Case(7, "LpNormalization", [], ("axis", 1L)),
    ];

    private static Constant Empty => Constant.Of([], 0);

    [TestCaseSource(nameof(Old))]
    public void An_old_operator_keeps_its_meaning(long opset, string op, Constant[] constants, (string, object)[] attributes)
    {
        var b = new GraphBuilder();
        var image = GradientCase.Between(-1, 1, 1, 1, 2, 4, 3);
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        if (op == "Gemm")
            x = x.Map("Flatten", ("axis", 3L));
        x = b.Op(op, [x, .. constants.Select(b.Constant)], attributes);
        b.Add(Node.Of("Identity", [x.Name], ["result"]));
        var graph = b.Build(["result"]) with { Opsets = new Dictionary<string, long> { [""] = opset } };
        using var asItIs = new Session(graph, 1);
        using var raised = new Session(OpsetUpgrade.Apply(graph, "old.onnx", []), 1);
        var (expected, actual) = (asItIs.Run(("image", image))[0], raised.Run(("image", image))[0]);
        Assert.That(actual.Shape.ToArray(), Is.EqualTo(expected.Shape.ToArray()));
        Assert.That(actual.Values, Is.EqualTo(expected.Values).Within(1e-5));
    }

    [TestCase(10L)]
    [TestCase(9L)]
    public void The_largest_values_of_an_old_operator_set_are_the_largest(long opset)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        IReadOnlyList<Value> top = opset < 10 ? b.Op("TopK", 2, [x], ("k", 2L)) : b.Op("TopK", 2, [x, b.Ints(2)]);
        var graph = b.Build([top[0].Name]) with { Opsets = new Dictionary<string, long> { [""] = opset } };
        var image = GradientCase.Between(-1, 1, 1, 1, 2, 4, 3);
        using var asItIs = new Session(graph, 1);
        using var raised = new Session(OpsetUpgrade.Apply(graph, "old.onnx", []), 1);
        Assert.That(raised.Run(("image", image))[0].Values, Is.EqualTo(asItIs.Run(("image", image))[0].Values));
    }

    [TestCase(11L, true)]
    [TestCase(11L, false)]
    [TestCase(13L, false)]
    public void An_old_split_keeps_its_meaning(long opset, bool stated)
    {
        var b = new GraphBuilder();
        var x = b.Input("image", ElementType.Float, 1, 2, 4, 3);
        (string, object)[] lengths = stated ? [("split", new long[] { 1, 3 })] : [];
        var parts = b.Op("Split", 2, [x], [("axis", 2L), .. lengths]);
        var graph = b.Build([.. parts.Select(p => p.Name)]) with { Opsets = new Dictionary<string, long> { [""] = opset } };
        var image = GradientCase.Between(-1, 1, 1, 1, 2, 4, 3);
        using var asItIs = new Session(graph, 1);
        using var raised = new Session(OpsetUpgrade.Apply(graph, "old.onnx", []), 1);
        Assert.That(raised.Run(("image", image))[1].Values, Is.EqualTo(asItIs.Run(("image", image))[1].Values));
    }

    [TestCase(0)]
    [TestCase(26)]
    [TestCase(99)]
    public void An_operator_set_without_rules_is_refused(long opset)
    {
        using var file = new TemporaryModel(SmallNetworks.Convolutional() with { Opsets = new Dictionary<string, long> { [""] = opset } });
        var error = Assert.Throws<InputException>(() => OnnxModel.Open(file.Path));
        Assert.That(error!.Message, Does.Contain($"operator set {opset}"));
    }

    private static Constant Positions(int seed) => Constant.Of(GradientCase.Between(0.5, 2, seed, 2, 4, 3).Values, 2, 4, 3);

    private static TestCaseData Case(long opset, string op, Constant[] constants, params (string, object)[] attributes) =>
        new TestCaseData(opset, op, constants, attributes)
            .SetArgDisplayNames($"{opset}", op, $"{constants.Length} constants", string.Join(
                ",", attributes.Select(a => $"{a.Item1} {(a.Item2 is Array list ? string.Join(' ', list.Cast<object>()) : a.Item2)}")));
}
