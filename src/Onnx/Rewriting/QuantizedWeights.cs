using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Turns constants behind QuantizeLinear and DequantizeLinear into the float weights they stand for:
/// weight = (q − zero point)·scale.</summary>
internal static class QuantizedWeights
{
    public static Graph Fold(Graph graph, ICollection<string> notes)
    {
        var constants = graph.Constants.ToDictionary();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
            if (node is { Operator: "DequantizeLinear", Domain: "" } && Dequantize(node, constants) is { } weights)
                constants[node.Outputs[0]] = weights;
            else if (node is { Operator: "QuantizeLinear", Domain: "" } && Quantize(node, constants) is { } quantized)
                constants[node.Outputs[0]] = quantized;
            else
                nodes.Add(node);
        var count = graph.Nodes.Count(n => n is { Operator: "DequantizeLinear", Domain: "" } && constants.ContainsKey(n.Outputs[0]));
        if (count > 0)
            notes.Add($"{count} quantized weight tensors were turned to float");
        return graph with { Nodes = nodes, Constants = constants };
    }

    private static Constant? Dequantize(Node node, Dictionary<string, Constant> constants)
    {
        if (!constants.TryGetValue(node.Required(0), out var quantized) || Scale(node, quantized, constants) is not { } scale
            || Integers(quantized) is not { } values)
            return null;
        var weights = new float[values.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = (values[i] - scale.Zero(i)) * scale.Of(i);
        return Constant.Of(weights, quantized.Dims);
    }

    // q = x/scale, rounded to the nearest with halves to even, plus the zero point, kept within the type.
    private static Constant? Quantize(Node node, Dictionary<string, Constant> constants)
    {
        if (!constants.TryGetValue(node.Required(0), out var constant) || constant.Type != ElementType.Float
            || Scale(node, constant, constants) is not { } scale)
            return null;
        var stated = (ElementType)node.Int("output_dtype", (long)ElementType.UInt8);
        var type = node.HasInput(2) ? constants[node.Inputs[2]].Type : stated;
        if (type is not (ElementType.UInt8 or ElementType.Int8))
            return null;
        var (low, high) = type == ElementType.UInt8 ? (0, 255) : (-128, 127);
        var values = constant.Floats;
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var exact = MathF.Round(values[i] / scale.Of(i), MidpointRounding.ToEven) + scale.Zero(i);
            bytes[i] = unchecked((byte)(int)Math.Clamp(float.IsNaN(exact) ? 0 : exact, low, high));
        }
        return new Constant(type, constant.Dims, bytes);
    }

    private static QuantizationScale? Scale(Node node, Constant tensor, Dictionary<string, Constant> constants)
    {
        if (!constants.TryGetValue(node.Required(1), out var scale) || scale.Type != ElementType.Float || node.Int("block_size") != 0)
            return null;
        int[]? zeros = [0];
        if (node.HasInput(2))
            zeros = constants.TryGetValue(node.Inputs[2], out var zero) ? Integers(zero) : null;
        var rank = tensor.Dims.Count;
        var axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + rank : axis;
        // One scale for all, or one for each index along the axis.
        var one = scale.Count == 1;
        if (zeros is null || (zeros.Length != 1 && zeros.Length != scale.Count)
            || (!one && (scale.Dims.Count != 1 || axis < 0 || axis >= rank || tensor.Dims[axis] != scale.Count)))
            return null;
        var inner = one ? 1 : tensor.Dims.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        return new QuantizationScale(scale.Floats.ToArray(), zeros, inner);
    }

    private sealed record QuantizationScale(float[] Scales, int[] Zeros, long Inner)
    {
        public float Of(int element) => Scales[element / Inner % Scales.Length];

        public long Zero(int element) => Zeros[element / Inner % Zeros.Length];
    }

    private static int[]? Integers(Constant constant) => constant.Type switch
    {
        ElementType.UInt8 => Array.ConvertAll(constant.As<byte>(ElementType.UInt8).ToArray(), v => (int)v),
        ElementType.Int8 => Array.ConvertAll(constant.As<sbyte>(ElementType.Int8).ToArray(), v => (int)v),
        ElementType.UInt16 => Array.ConvertAll(constant.As<ushort>(ElementType.UInt16).ToArray(), v => (int)v),
        ElementType.Int16 => Array.ConvertAll(constant.As<short>(ElementType.Int16).ToArray(), v => (int)v),
        ElementType.UInt4 => Nibbles(constant, n => n),
        ElementType.Int4 => Nibbles(constant, n => (n ^ 8) - 8),
        ElementType.Int32 => constant.As<int>(ElementType.Int32).ToArray(),
        _ => null,
    };

    // Two numbers to a byte, the first in the low half.
    private static int[] Nibbles(Constant constant, Func<int, int> signed)
    {
        var values = new int[constant.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = signed((constant.Data.Span[i / 2] >> (i % 2 * 4)) & 15);
        return values;
    }
}
