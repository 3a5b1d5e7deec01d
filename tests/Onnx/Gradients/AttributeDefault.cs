using VisEval.Core;
using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>What an absent attribute means by the ONNX specification (operator set 21), with another value that must make a
/// difference.</summary>
public sealed record AttributeDefault(
    string Operator, string Attribute, object Default, object Other, Tensor[] Inputs, Constant?[] Constants,
    params (string, object)[] Fixed)
{
    private static readonly Tensor Plane = Spread(1, 2, 3, 5, 4);
    private static readonly Tensor Wide = Between(-4, 4, 1, 2, 12);
    private static readonly Tensor[] Kernel = [Plane, Between(-1, 1, 2, 4, 3, 2, 2)];
    private static readonly Tensor[] Transposed = [Plane, Between(-1, 1, 2, 3, 2, 2, 2)];
    private static readonly Tensor[] Product = [Spread(1, 2, 2), Between(-1, 1, 2, 2, 2), Between(-1, 1, 3, 2)];
    private static readonly Tensor[] Channels = [Plane, Between(0.5, 1.5, 2, 3), Between(-1, 1, 3, 3)];
    private static readonly (string, object) Window = ("kernel_shape", new long[] { 2, 2 });

    public static IEnumerable<AttributeDefault> All =>
    [
        new("LeakyRelu", "alpha", 0.01f, 0.02f, [Wide], []),
        new("Elu", "alpha", 1f, 0.9f, [Wide], []),
        new("Celu", "alpha", 1f, 0.9f, [Wide], []),
        new("Selu", "alpha", 1.67326319217681884765625f, 1.6f, [Wide], []),
        new("Selu", "gamma", 1.05070102214813232421875f, 1f, [Wide], []),
        new("ThresholdedRelu", "alpha", 1f, 0f, [Wide], []),
        new("Shrink", "lambd", 0.5f, 2f, [Wide], []),
        new("HardSigmoid", "alpha", 0.2f, 0.3f, [Wide], []),
        new("HardSigmoid", "beta", 0.5f, 0.2f, [Wide], []),
        new("Gelu", "approximate", "none", "tanh", [Wide], []),
        new("Softmax", "axis", -1L, 1L, [Plane], []),
        new("LogSoftmax", "axis", -1L, 1L, [Plane], []),
        new("BatchNormalization", "epsilon", 1e-5f, 1e-2f,
            [.. Channels, Between(-1, 1, 4, 3), Between(1e-5, 1e-4, 5, 3)], []),
        new("LayerNormalization", "axis", -1L, 2L, [Plane, Between(0.5, 1.5, 2, 4), Between(-1, 1, 3, 4)], []),
        new("LayerNormalization", "epsilon", 1e-5f, 1e-2f, [Plane, Between(0.5, 1.5, 2, 4), Between(-1, 1, 3, 4)], []),
        new("InstanceNormalization", "epsilon", 1e-5f, 1e-1f, Channels, []),
        new("GroupNormalization", "epsilon", 1e-5f, 1e-1f, Channels, [], ("num_groups", 3L)),
        new("MeanVarianceNormalization", "axes", new long[] { 0, 2, 3 }, new long[] { 2, 3 }, [Plane], []),
        new("LpNormalization", "axis", -1L, 1L, [Plane], []),
        new("LpNormalization", "p", 2L, 1L, [Plane], []),
        new("LRN", "alpha", 1e-4f, 1e-1f, [Plane], [], ("size", 3L)),
        new("LRN", "beta", 0.75f, 0.5f, [Plane], [], ("size", 3L)),
        new("LRN", "bias", 1f, 2f, [Plane], [], ("size", 3L)),
        new("Gemm", "alpha", 1f, 2f, Product, []),
        new("Gemm", "beta", 1f, 2f, Product, []),
        new("Gemm", "transA", 0L, 1L, Product, []),
        new("Gemm", "transB", 0L, 1L, Product, []),
        new("Conv", "group", 1L, 3L, Kernel, []),
        new("Conv", "strides", new long[] { 1, 1 }, new long[] { 2, 1 }, Kernel, []),
        new("Conv", "dilations", new long[] { 1, 1 }, new long[] { 2, 1 }, Kernel, []),
        new("Conv", "pads", new long[] { 0, 0, 0, 0 }, new long[] { 0, 1, 0, 0 }, Kernel, []),
        new("Conv", "auto_pad", "NOTSET", "SAME_UPPER", Kernel, []),
        new("ConvTranspose", "group", 1L, 3L, Transposed, []),
        new("ConvTranspose", "strides", new long[] { 1, 1 }, new long[] { 2, 1 }, Transposed, []),
        new("ConvTranspose", "dilations", new long[] { 1, 1 }, new long[] { 2, 1 }, Transposed, []),
        new("ConvTranspose", "pads", new long[] { 0, 0, 0, 0 }, new long[] { 0, 1, 0, 0 }, Transposed, []),
        new("ConvTranspose", "output_padding", new long[] { 0, 0 }, new long[] { 1, 0 }, Transposed, [], ("strides", new long[] { 2, 2 })),
        new("ConvTranspose", "auto_pad", "NOTSET", "SAME_UPPER", Transposed, []),
        .. new[] { "MaxPool", "AveragePool", "LpPool" }.SelectMany(op => (AttributeDefault[])
        [
            new(op, "strides", new long[] { 1, 1 }, new long[] { 2, 1 }, [Plane], [], Window),
            new(op, "dilations", new long[] { 1, 1 }, new long[] { 2, 1 }, [Plane], [], Window),
            new(op, "pads", new long[] { 0, 0, 0, 0 }, new long[] { 0, 1, 0, 0 }, [Plane], [], Window),
            new(op, "auto_pad", "NOTSET", "SAME_UPPER", [Plane], [], Window),
        ]),
        new("AveragePool", "count_include_pad", 0L, 1L, [Plane], [], Window, ("pads", new long[] { 1, 1, 0, 0 })),
        new("LpPool", "p", 2L, 3L, [Plane], [], Window),
        new("GlobalLpPool", "p", 2L, 3L, [Plane], []),
        .. new[] { "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" }
            .Select(op => new AttributeDefault(op, "keepdims", 1L, 0L, [Plane], [Constant.Ints(2)])),
        .. new[] { "ReduceProd", "ReduceLogSum" }
            .Select(op => new AttributeDefault(op, "keepdims", 1L, 0L, [Between(0.5, 1.5, 1, 2, 3, 4)], [Constant.Ints(2)])),
        .. new[] { "ReduceMean", "ReduceSum", "ReduceMax", "ReduceMin", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSumExp" }
            .Select(op => new AttributeDefault(op, "noop_with_empty_axes", 0L, 1L, [Plane], [])),
        .. new[] { "ReduceProd", "ReduceLogSum" }
            .Select(op => new AttributeDefault(op, "noop_with_empty_axes", 0L, 1L, [Between(0.5, 1.5, 1, 2, 3, 4)], [])),
        new("Gather", "axis", 0L, 1L, [Plane], [Constant.Ints(1, 0)]),
        new("GatherElements", "axis", 0L, 1L, [Spread(1, 2, 2)], [Constant.Ints(1, 1, 0, 1) with { Dims = [2, 2] }]),
        new("GatherND", "batch_dims", 0L, 1L, [Spread(1, 2, 2, 3)], [Constant.Ints(1, 0) with { Dims = [2, 1] }]),
        new("ScatterElements", "axis", 0L, 1L, [Spread(1, 2, 2), Spread(2, 1, 2)], [],
            Scatter("ScatterElements", Constant.Ints(1, 0) with { Dims = [1, 2] })),
        new("ScatterElements", "reduction", "none", "add", [Spread(1, 2, 2), Spread(2, 1, 2)], [],
            Scatter("ScatterElements", Constant.Ints(1, 0) with { Dims = [1, 2] })),
        new("ScatterND", "reduction", "none", "add", [Spread(1, 2, 2), Spread(2, 1, 2)], [],
            Scatter("ScatterND", Constant.Ints(1) with { Dims = [1, 1] })),
        new("OneHot", "axis", -1L, 0L, [new Tensor([0.2f, 0.9f], 2)], [],
            (b, x, more) => b.Op("OneHot", [b.Ints(1, 3, 0), b.Constant(Constant.IntScalar(4)), x[0]], more)),
        new("Split", "axis", 0L, 1L, [Spread(1, 4, 4)], [], (b, x, more) => b.Op("Split", 2, [x[0], b.Ints(1, 3)], more)[1]),
        new("TopK", "axis", -1L, 0L, [Spread(1, 3, 4, 4)], [], (b, x, more) => b.Op("TopK", 2, [x[0], b.Ints(2)], more)[0]),
        new("Transpose", "perm", new long[] { 3, 2, 1, 0 }, new long[] { 0, 1, 3, 2 }, [Plane], []),
        new("DepthToSpace", "mode", "DCR", "CRD", [Spread(1, 2, 8, 2, 2)], [], ("blocksize", 2L)),
        new("Trilu", "upper", 1L, 0L, [Plane], []),
        new("ReverseSequence", "batch_axis", 1L, 0L, [Spread(1, 2, 2, 2)], [Constant.Ints(1, 2)]),
        new("ReverseSequence", "time_axis", 0L, 1L, [Spread(1, 2, 2, 2)], [Constant.Ints(1, 2)]),
        new("CumSum", "exclusive", 0L, 1L, [Plane], [Constant.IntScalar(2)]),
        new("CumSum", "reverse", 0L, 1L, [Plane], [Constant.IntScalar(2)]),
        new("Pad", "mode", "constant", "edge", [Plane], [Constant.Ints(0, 0, 1, 0, 0, 0, 0, 1)]),
        new("CenterCropPad", "axes", new long[] { 0, 1, 2 }, new long[] { 2, 1, 0 }, [Spread(1, 4, 5, 6)], [Constant.Ints(3, 2, 8)]),
        new("Resize", "mode", "nearest", "linear", [Plane], Doubled),
        new("Resize", "coordinate_transformation_mode", "half_pixel", "asymmetric", [Plane], Doubled, ("mode", "linear")),
        new("Resize", "nearest_mode", "round_prefer_floor", "ceil", [Plane], Doubled, ("coordinate_transformation_mode", "asymmetric")),
        new("Resize", "cubic_coeff_a", -0.75f, -0.5f, [Plane], Doubled, ("mode", "cubic")),
        new("Resize", "exclude_outside", 0L, 1L, [Plane], Doubled, ("mode", "cubic")),
        new("Resize", "antialias", 0L, 1L, [Plane], [null, Constant.Of([1, 1, 0.5f, 0.5f], 4)], ("mode", "linear")),
        new("Resize", "keep_aspect_ratio_policy", "stretch", "not_larger", [Plane], [null, null, Constant.Ints(9, 12)],
            ("axes", new long[] { 2, 3 })),
        new("Resize", "axes", new long[] { 0, 1, 2, 3 }, new long[] { 0, 1, 3, 2 }, [Plane], Doubled),
        new("QuantizeLinear", "axis", 1L, 0L, [Spread(1, 2, 2)], [], (b, x, more) =>
        {
            var scale = b.Constant(Constant.Of([0.1f, 0.01f], 2));
            var zero = b.Constant(new Constant(ElementType.UInt8, [2], new byte[] { 128, 128 }));
            return b.Op("DequantizeLinear", [b.Op("QuantizeLinear", [x[0], scale, zero], more), b.Scalar(0.1f)]);
        }),
        new("DequantizeLinear", "axis", 1L, 0L, [Spread(1, 2, 2)], [], (b, x, more) =>
        {
            var zero = b.Constant(new Constant(ElementType.UInt8, [], new byte[] { 128 }));
            var quantized = b.Op("QuantizeLinear", [x[0], b.Scalar(0.1f), zero]);
            return b.Op("DequantizeLinear", [quantized, b.Constant(Constant.Of([0.1f, 0.01f], 2))], more);
        }),
    ];

    private static Constant?[] Doubled => [null, Constant.Of([1, 1, 2, 1.5f], 4)];

    /// <summary>An operator written by hand.</summary>
    public AttributeDefault(
        string op, string attribute, object standard, object other, Tensor[] inputs, Constant?[] constants,
        Func<GraphBuilder, Value[], (string, object)[], Value> build) : this(op, attribute, standard, other, inputs, constants) =>
        Written = build;

    private Func<GraphBuilder, Value[], (string, object)[], Value>? Written { get; }

    /// <summary>The operator with more attributes.</summary>
    public Value Build(GraphBuilder b, Value[] x, params (string, object)[] more) => Written is { } write
        ? write(b, x, more)
        : b.Op(Operator, [.. x, .. Constants.Select(c => c is null ? Value.None : b.Constant(c))], [.. Fixed, .. more]);

    public override string ToString() => $"{Operator} {Attribute}";

    // The indices stand between the data and the updates.
    private static Func<GraphBuilder, Value[], (string, object)[], Value> Scatter(string op, Constant indices) =>
        (b, x, more) => b.Op(op, [x[0], b.Constant(indices), x[1]], more);
}
