using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>The table: at least one row an operator that has a rule, one a variant.</summary>
public static class GradientCases
{
    private static readonly Constant Axes1 = Constant.Ints(1);
    private static readonly Constant Axes23 = Constant.Ints(2, 3);

    public static IEnumerable<GradientCase> All => [.. Arithmetic, .. Activations, .. Shapes, .. Products, .. Windows, .. Reductions];

    private static Tensor Image => Spread(1, 2, 3, 5, 4);

    private static IEnumerable<GradientCase> Arithmetic =>
    [
        Of("", "Add", [Spread(1, 2, 3), Spread(2, 2, 3)]),
        Of("broadcast both ways", "Add", [Spread(1, 2, 3, 1), Spread(2, 3, 4)]),
        Of("broadcast", "Sub", [Spread(1, 2, 3), Spread(2, 1, 3)]),
        Of("broadcast gate", "Mul", [Image, Spread(2, 2, 3, 1, 1)]),
        Of("broadcast", "Div", [Spread(1, 2, 3), Between(1, 2, 2, 3)]),
        Of("three inputs", "Sum", [Spread(1, 2, 3), Spread(2, 1, 3), Spread(3, 2, 3)]),
        Of("", "Neg", [Spread(1, 2, 3)]),
        Of("", "Identity", [Spread(1, 2, 3)]),
        Of("", "Dropout", [Spread(1, 2, 3)]),
        Of("", "Exp", [Spread(1, 2, 3)]),
        Of("", "Log", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Sqrt", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Reciprocal", [Between(0.5, 2, 1, 2, 3)]),
        Of("", "Abs", [Spread(1, 2, 5)]),
        Of("by both", "Pow", [Between(0.5, 2, 1, 2, 3), Between(1, 3, 2, 3)]),
        Of("", "Erf", [Spread(1, 2, 6)]),
        Of("to float", "Cast", [Spread(1, 2, 3)], ("to", 1L)),
        new("Where both branches", "Where", [Spread(1, 2, 4), Spread(2, 2, 4)], (b, x) => x[0].Where(x[1] > 0, x[1]), [0, 1]),
    ];

    private static IEnumerable<GradientCase> Activations =>
    [
        Of("", "Relu", [Spread(1, 2, 6)]),
        Of("", "LeakyRelu", [Spread(1, 2, 6)], ("alpha", 0.3f)),
        With("both bounds", "Clip", [Spread(1, 2, 12)], [Constant.Scalar(-0.3f), Constant.Scalar(0.42f)]),
        With("upper only", "Clip", [Spread(1, 2, 12)], [null, Constant.Scalar(0.3f)]),
        Of("a slope a channel", "PRelu", [Image, Between(-0.5, 0.5, 2, 3, 1, 1)]),
        Of("", "Elu", [Spread(1, 2, 6)], ("alpha", 0.7f)),
        Of("", "Softplus", [Spread(1, 2, 6)]),
        Of("", "Sigmoid", [Spread(1, 2, 6)]),
        Of("", "Tanh", [Spread(1, 2, 6)]),
        Of("", "HardSigmoid", [Between(-0.9, 0.9, 1, 2, 6)], ("alpha", 0.4f), ("beta", 0.45f)),
        Of("flat ends", "HardSigmoid", [new Tensor([-3, 3, 1, -2], 2, 2)], ("alpha", 0.4f)),
        Of("", "HardSwish", [new Tensor([-4, -2.5f, -0.5f, 0.5f, 2.5f, 4], 2, 3)]),
        Of("last axis", "Softmax", [Spread(1, 2, 5)], ("axis", -1L)),
        Of("middle axis", "Softmax", [Spread(1, 2, 3, 4)], ("axis", 1L)),
        Of("", "LogSoftmax", [Spread(1, 2, 5)], ("axis", -1L)),
    ];

    private static IEnumerable<GradientCase> Shapes =>
    [
        With("", "Reshape", [Spread(1, 2, 6)], [Constant.Ints(0, 2, 3)]),
        Of("", "Flatten", [Image]),
        With("", "Squeeze", [Spread(1, 2, 1, 3)], [Axes1]),
        With("", "Unsqueeze", [Spread(1, 2, 3)], [Axes1]),
        Of("with an order", "Transpose", [Spread(1, 2, 3, 4)], ("perm", new long[] { 0, 2, 1 })),
        Of("default order", "Transpose", [Spread(1, 2, 3)]),
        Of("two", "Concat", [Spread(1, 2, 3), Spread(2, 2, 2)], ("axis", 1L)),
        Of("negative axis", "Concat", [Spread(1, 2, 3), Spread(2, 2, 2)], ("axis", -1L)),
        new("Split uneven, one part unused", "Split", [Spread(1, 2, 6)], (b, x) => b.Op("Split", 3, [x[0], b.Ints(1, 2, 3)], ("axis", 1L))[1], [0]),
        With("inner", "Slice", [Spread(1, 2, 6)], [Constant.Ints(1), Constant.Ints(4), Axes1]),
        With("negative bounds on two axes", "Slice", [Image], [Constant.Ints(-3, 0), Constant.Ints(-1, 3), Axes23]),
        With("steps", "Slice", [Image], [Constant.Ints(0, 1), Constant.Ints(long.MaxValue, 4), Axes23, Constant.Ints(2, 2)]),
        With("backwards", "Slice", [Spread(1, 2, 6)], [Constant.Ints(-1), Constant.Ints(long.MinValue), Axes1, Constant.Ints(-1)]),
        With("all axes by default", "Slice", [Spread(1, 2, 6)], [Constant.Ints(0, 2), Constant.Ints(int.MaxValue, 5)]),
        With("repeated and negative", "Gather", [Image], [Constant.Ints(2, 0, 2, -1)], ("axis", 2L)),
        With("neighbours out of order", "Gather", [Spread(1, 2, 4)], [Constant.Ints(0, 2, 1, 3)], ("axis", 1L)),
        With("one", "Gather", [Image], [Constant.IntScalar(1)], ("axis", 1L)),
        new("Slice to the half of a computed shape", "Slice", [Spread(1, 2, 6)], HalfSlice, [0]),
        With("", "Pad", [Spread(1, 2, 4)], [Constant.Ints(0, 1, 0, 2)]),
        With("negative", "Pad", [Spread(1, 2, 5)], [Constant.Ints(0, -1, 0, 2)]),
        With("axes", "Pad", [Image], [Constant.Ints(1, 0, 2, 1), null, Axes23]),
        With("", "Expand", [Spread(1, 2, 1, 3)], [Constant.Ints(2, 4, 3)]),
        new("Shape gives nothing back", "Shape", [Spread(1, 2, 6)], (b, x) => b.Op("Reshape", [x[0], x[0].Shape()]), [0]),
    ];

    // As exporters write x.chunk(2): bounds computed from the shape.
    private static Value HalfSlice(GraphBuilder b, Value[] x)
    {
        var length = b.Op("Gather", [x[0].Shape(), b.Ints(1)], ("axis", 0L));
        var half = b.Op("Div", [length, b.Ints(2)]);
        return b.Op("Slice", [x[0], half, length, b.Ints(1)]);
    }

    private static IEnumerable<GradientCase> Products =>
    [
        Of("", "Gemm", [Spread(1, 2, 3), Spread(2, 3, 4), Spread(3, 4)]),
        Of("scaled, B transposed", "Gemm", [Spread(1, 2, 3), Spread(2, 4, 3), Spread(3, 1, 4)], ("transB", 1L), ("alpha", 0.5f), ("beta", 2f)),
        Of("A transposed", "Gemm", [Spread(1, 3, 2), Spread(2, 3, 4)], ("transA", 1L)),
        Of("both transposed", "Gemm", [Spread(1, 3, 2), Spread(2, 4, 3)], ("transA", 1L), ("transB", 1L)),
        Of("", "MatMul", [Spread(1, 2, 3), Spread(2, 3, 4)]),
        Of("batched", "MatMul", [Spread(1, 2, 2, 3), Spread(2, 2, 3, 2)]),
        Of("broadcast on the right", "MatMul", [Spread(1, 2, 2, 3), Spread(2, 3, 2)]),
        Of("broadcast on the left", "MatMul", [Spread(1, 1, 2, 3), Spread(2, 2, 3, 2)]),
    ];

    private static IEnumerable<GradientCase> Windows =>
    [
        Conv("", 3, 4, 3, 1, ("pads", new long[] { 1, 1, 1, 1 })),
        Conv("no padding", 3, 4, 2, 1),
        Conv("asymmetric padding", 3, 2, 3, 1, ("pads", new long[] { 0, 1, 2, 0 })),
        Conv("wide padding", 2, 2, 2, 1, ("pads", new long[] { 3, 2, 2, 3 })),
        Conv("stride", 3, 4, 3, 1, ("pads", new long[] { 1, 1, 1, 1 }), ("strides", new long[] { 2, 2 })),
        Conv("uneven stride that leaves a rest", 3, 2, 2, 1, ("strides", new long[] { 3, 2 })),
        Conv("pointwise stride", 3, 4, 1, 1, ("strides", new long[] { 2, 2 })),
        Conv("dilated", 2, 3, 2, 1, ("dilations", new long[] { 2, 1 }), ("pads", new long[] { 1, 0, 1, 0 })),
        Conv("groups", 4, 6, 3, 2, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 2L)),
        Conv("groups with stride", 4, 6, 3, 2, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 2L), ("strides", new long[] { 2, 2 })),
        Conv("depthwise", 4, 4, 3, 4, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 4L)),
        Conv("depthwise with stride", 4, 4, 3, 4, ("pads", new long[] { 1, 1, 1, 1 }), ("group", 4L), ("strides", new long[] { 2, 2 })),
        Conv("depthwise with stride and rest", 4, 8, 2, 4, ("group", 4L), ("strides", new long[] { 3, 2 })),
        Conv("automatic padding", 3, 2, 3, 1, ("auto_pad", "SAME_UPPER"), ("strides", new long[] { 2, 2 })),
        Conv("automatic padding below", 3, 2, 2, 1, ("auto_pad", "SAME_LOWER")),
        Of("one-dimensional", "Conv", [Spread(1, 2, 3, 7), Spread(2, 2, 3, 3)], ("strides", new long[] { 2 }), ("pads", new long[] { 1, 1 })),
        Of("without overlap", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })),
        Of("overlapping", "MaxPool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 1, 1 }), ("pads", new long[] { 1, 1, 1, 1 })),
        Of("ceil mode", "MaxPool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Of("ceil mode without overlap", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Of("dilated", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 1, 1 }), ("dilations", new long[] { 2, 2 })),
        Of("automatic padding", "MaxPool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("auto_pad", "SAME_UPPER")),
        Of("", "AveragePool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 })),
        Of("padding left out", "AveragePool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 })),
        Of("padding counted", "AveragePool", [Image], ("kernel_shape", new long[] { 3, 3 }), ("pads", new long[] { 1, 1, 1, 1 }), ("count_include_pad", 1L), ("strides", new long[] { 2, 2 })),
        Of("ceil mode", "AveragePool", [Image], ("kernel_shape", new long[] { 2, 2 }), ("strides", new long[] { 2, 2 }), ("ceil_mode", 1L)),
        Of("", "GlobalAveragePool", [Image]),
        Of("", "GlobalMaxPool", [Image]),
        Of("", "BatchNormalization", [Image, Between(0.5, 2, 2, 3), Spread(3, 3), Spread(4, 3), Between(0.5, 2, 5, 3)], ("epsilon", 0.01f)) with { Differentiated = [0] },
    ];

    private static IEnumerable<GradientCase> Reductions =>
    [
        Of("last axis", "LayerNormalization", [Spread(1, 2, 3, 4), Between(0.5, 2, 2, 4), Spread(3, 4)]) with { Differentiated = [0] },
        Of("two axes", "LayerNormalization", [Spread(1, 2, 3, 4), Between(0.5, 2, 2, 3, 4)], ("axis", 1L)) with { Differentiated = [0] },
        Of("", "InstanceNormalization", [Image, Between(0.5, 2, 2, 3), Spread(3, 3)], ("epsilon", 0.01f)) with { Differentiated = [0] },
        With("kept", "ReduceSum", [Image], [Axes23]),
        With("dropped", "ReduceSum", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMean", [Image], [Axes23]),
        With("over the batch", "ReduceMean", [Image], [Constant.Ints(0, 2, 3)]),
        With("dropped", "ReduceMean", [Image], [Axes1], ("keepdims", 0L)),
        With("kept", "ReduceMax", [Image], [Axes23]),
        With("dropped", "ReduceMin", [Image], [Axes1], ("keepdims", 0L)),
    ];

    private static GradientCase Conv(string variant, int inputs, int outputs, int kernel, int groups, params (string, object)[] attributes) =>
        Of(variant, "Conv", [Spread(1, 2, inputs, 5, 6), Spread(2, outputs, inputs / groups, kernel, kernel), Spread(3, outputs)], attributes);
}
