using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds where a network attends.</summary>
internal static class AttentionFinder
{
    /// <summary>Attention between tokens: softmaxes over T of T×T values that weigh a matrix, in the network's order.</summary>
    public static IEnumerable<string> Between(NetworkMap map) => map.Graph.Nodes
        .Where(n => n.Operator == "Softmax" && n.Domain.Length == 0 && map.Path.Contains(n.Outputs[0]))
        .Select(n => n.Outputs[0])
        .Where(t => map.Shapes.Of(t) is { Length: >= 3 } shape && shape[^1] == shape[^2] && shape[^1] > 1 && Weighing(map, t) is not null);

    /// <summary>The matrix product in which an attention weighs the tokens' values.</summary>
    public static Node? Weighing(NetworkMap map, string attention)
    {
        var tensor = attention;
        while (map.Readers(tensor).ToList() is [var reader])
        {
            if (reader.Operator is "MatMul" or "Gemm" or "Einsum")
                return reader;
            if (reader.Operator is not ("Dropout" or "Identity" or "Cast" or "Mul" or "Reshape"))
                return null;
            tensor = reader.Outputs[0];
        }
        return null;
    }

    /// <summary>Attention over places: gates of one channel that are multiplied onto features.</summary>
    public static IEnumerable<string> Masks(NetworkMap map) => map.Graph.Nodes
        .Where(n => n.Operator is "Sigmoid" or "HardSigmoid" && n.Domain.Length == 0 && map.Path.Contains(n.Outputs[0]))
        .Select(n => n.Outputs[0])
        .Where(t => map.Places(t) is { Channels: 1, Order: not PlaceOrder.Tokens } && IsFactor(map, t));

    private static bool IsFactor(NetworkMap map, string tensor) => map.Readers(tensor)
        .Any(n => n.Operator == "Mul" || (n.Operator is "Identity" or "Dropout" or "Expand" or "Cast" && IsFactor(map, n.Outputs[0])));
}
