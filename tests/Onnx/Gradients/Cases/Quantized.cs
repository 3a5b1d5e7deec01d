using VisEval.Onnx.Graphs;
using static VisEval.Tests.Onnx.Gradients.GradientCase;

namespace VisEval.Tests.Onnx.Gradients;

/// <summary>Quantization. The scale is the step of the differences, so that the stairs have the slope of the line they stand for; values
/// of <see cref="Spread"/> lie in the middle of a stair.</summary>
public static partial class GradientCases
{
    private const float Stair = 0.01f;

    private static IEnumerable<GradientCase> Quantized =>
    [
        Pair("unsigned", Bytes(ElementType.UInt8, 128)),
        Pair("unsigned, saturated above", Bytes(ElementType.UInt8, 235)),
        Pair("unsigned, saturated below", null),
        Pair("signed, saturated above", Bytes(ElementType.Int8, 107)),
        Pair("signed, saturated below", Bytes(ElementType.Int8, -108)),
        Pair("around a reshape and a transposition", Bytes(ElementType.UInt8, 128), q => q.Reshape(0, 2, 3).Transpose(0, 2, 1)),
        Pair("around a pool", Bytes(ElementType.UInt8, 128),
            q => q.Reshape(0, 1, 2, 3).Map("MaxPool", Square(2, 2), ("strides", new long[] { 1, 1 }))),
        Pair("around joined slices", Bytes(ElementType.Int8, 0),
            q => q.Builder.Op("Concat", [q.Slice(1, 3, 6), q.Slice(1, 0, 4)], ("axis", 1L))),
        Pair("around a split with an unused part", Bytes(ElementType.UInt8, 128),
            q => q.Builder.Op("Split", 2, [q], ("axis", 1L), ("num_outputs", 2L))[1]),
        Pair("around indices", Bytes(ElementType.UInt8, 128), q => q.Builder.Op("Gather", [q, q.Builder.Ints(1, -1, 1)], ("axis", 1L))),
        new("DequantizeLinear with a scale a channel", "DequantizeLinear", [Spread(1, 2, 3, 2)], (b, x) =>
        {
            var (scale, zero) =
                (b.Constant(Constant.Of([Stair, Stair / 2, Stair / 4], 3)), b.Constant(Bytes(ElementType.Int8, 0, 5, -100)));
            return b.Op("DequantizeLinear", [b.Op("QuantizeLinear", [x[0], scale, zero], ("axis", -2L)), scale, zero], ("axis", -2L));
        }, [0]),
    ];

    private static GradientCase Pair(string variant, Constant? zero, Func<Value, Value>? between = null) =>
        new($"QuantizeLinear {variant}", "QuantizeLinear", [Spread(1, 2, 6)], (b, x) =>
        {
            Value[] how = zero is null ? [b.Scalar(Stair)] : [b.Scalar(Stair), b.Constant(zero)];
            var q = b.Op("QuantizeLinear", [x[0], .. how]);
            return b.Op("DequantizeLinear", [between is null ? q : between(q), .. how]);
        }, [0]);

    private static Constant Bytes(ElementType type, params int[] values) =>
        new(type, values.Length == 1 ? [] : [values.Length], values.Select(v => unchecked((byte)v)).ToArray());
}
