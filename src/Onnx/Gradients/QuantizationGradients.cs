using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>Quantization by the straight-through estimator: rounding counts as the identity.</summary>
/// <remarks>q = clamp(round(x/s) + z) passes g/s where it is not clamped and nothing where it is; y = (q − z)·s passes g·s. So a pair
/// of the two hands the derivative on unchanged but for saturated values. The derivative by an integer tensor between them is a float
/// tensor; operators that only move elements need not know.</remarks>
internal static class QuantizationGradients
{
    // By the ONNX number of the element type: the 8-, 16- and 4-bit integers, unsigned and signed.
    private static readonly Dictionary<long, (float Low, float High)> Ranges = new()
    {
        [2] = (0, 255),
        [3] = (-128, 127),
        [4] = (0, 65535),
        [5] = (-32768, 32767),
        [21] = (0, 15),
        [22] = (-8, 7),
    };

    [GradientOf("QuantizeLinear")]
    internal static IReadOnlyList<Value> QuantizeLinear(GradientScope s)
    {
        var scale = Scale(s);
        if (s.Node.HasInput(2) && s.ConstantInput(2) is null)
            throw s.Refuse("its zero point is computed by the network.");
        var type = s.ConstantInput(2) is { } zero
            ? (long)zero.Type
            : s.Node.Int("output_dtype") is > 0 and var stated
            ? stated
            : (long)ElementType.UInt8;
        if (!Ranges.TryGetValue(type, out var range))
            throw s.Refuse($"the element type number {type} of its result is not an integer type of 4, 8 or 16 bits.");
        var rounded = (s.Input(0) / scale).Map("Round");
        if (s.Node.HasInput(2))
            rounded += Along(s, s.Input(2).ToFloat(), 2);
        var inside = s.Builder.Op("And", [rounded > range.Low - 0.5f, rounded < range.High + 0.5f]);
        return [Gates.Choose(s.Gradient / scale, inside)];
    }

    [GradientOf("DequantizeLinear")]
    internal static IReadOnlyList<Value> DequantizeLinear(GradientScope s) => [s.Gradient * Scale(s)];

    private static Value Scale(GradientScope s)
    {
        if (s.Wanted[1])
            throw s.Refuse("the derivative by its scale is not covered.");
        if (s.Node.Int("block_size") != 0)
            throw s.Refuse("scales for blocks are not covered; one scale, or one for each index of an axis, is.");
        return Along(s, s.Input(1), 1);
    }

    // One number for all, or one for each index along the axis.
    private static Value Along(GradientScope s, Value numbers, int input)
    {
        if (s.InputShape(input).Length == 0)
            return numbers;
        var axis = s.Axis(s.Node.Int("axis", 1));
        if (s.InputShape(input)[0] == 1)
            return numbers.Reshape(Array.Empty<long>());
        return numbers.Reshape([.. Enumerable.Range(0, s.InputShape().Length).Select(a => a == axis ? -1L : 1)]);
    }
}
