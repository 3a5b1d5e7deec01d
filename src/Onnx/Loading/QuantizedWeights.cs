using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Turns constants behind DequantizeLinear into the float weights they stand for: weight = (q − zero point)·scale.</summary>
internal static class QuantizedWeights
{
    public static Graph Fold(Graph graph)
    {
        var constants = graph.Constants.ToDictionary();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
            if (node is { Operator: "DequantizeLinear", Domain: "" } && Dequantize(node, constants) is { } weights)
                constants[node.Outputs[0]] = weights;
            else
                nodes.Add(node);
        return graph with { Nodes = nodes, Constants = constants };
    }

    private static Constant? Dequantize(Node node, Dictionary<string, Constant> constants)
    {
        if (!constants.TryGetValue(node.Inputs[0], out var quantized) || !constants.TryGetValue(node.Inputs[1], out var scale)
            || scale.Type != ElementType.Float || node.Int("block_size") != 0 || Integers(quantized) is not { } values)
            return null;
        var zeros = node.HasInput(2) && constants.TryGetValue(node.Inputs[2], out var zero) ? Integers(zero) : null;
        var scales = scale.Floats;
        var rank = quantized.Dims.Count;
        var axis = (int)node.Int("axis", 1);
        axis = axis < 0 ? axis + rank : axis;
        // One scale for all, or one for each index along the axis.
        var inner = scales.Length == 1 ? 1 : quantized.Dims.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        var weights = new float[values.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            var channel = (int)(scales.Length == 1 ? 0 : i / inner % scales.Length);
            weights[i] = (values[i] - (zeros?[channel % zeros.Length] ?? 0)) * scales[channel];
        }
        return Constant.Of(weights, quantized.Dims);
    }

    private static int[]? Integers(Constant constant) => constant.Type switch
    {
        ElementType.UInt8 => Array.ConvertAll(constant.As<byte>(ElementType.UInt8).ToArray(), v => (int)v),
        ElementType.Int8 => Array.ConvertAll(constant.As<sbyte>(ElementType.Int8).ToArray(), v => (int)v),
        ElementType.Int32 => constant.As<int>(ElementType.Int32).ToArray(),
        _ => null,
    };
}
