using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Frees the batch axis of a network that was exported for a fixed number of images.</summary>
internal static class DynamicBatch
{
    /// <summary>Whether the image input states a fixed batch.</summary>
    public static bool IsFixed(GraphInput input) => input.Dims.Count > 0 && input.Dims[0] is not null;

    /// <summary>
    /// Frees the first axis of the input, and of every Reshape of something computed from it to a constant shape that begins with that
    /// batch. Whether the result still computes the same is for the caller to check.
    /// </summary>
    public static Graph Free(Graph graph, GraphInput input)
    {
        var batch = input.Dims[0];
        var computed = graph.Descendants([input.Name]);
        var constants = graph.Constants.ToDictionary();
        var nodes = new List<Node>();
        foreach (var node in graph.Nodes)
            if (node.Operator == "Reshape" && computed.Contains(node.Inputs[0])
                && constants.TryGetValue(node.Inputs[1], out var shape) && shape.Count > 0 && shape.Int64s[0] == batch)
            {
                // A leading 0 copies the first axis of the input, which is the batch.
                var name = $"viseval_{node.Outputs[0]}_shape";
                constants[name] = Constant.Ints([0, .. shape.Int64s[1..]]);
                nodes.Add(node with { Inputs = [node.Inputs[0], name] });
            }
            else
                nodes.Add(node);
        var inputs = graph.Inputs.Select(i => i == input ? i with { Dims = [null, .. i.Dims.Skip(1)] } : i);
        return graph with { Inputs = [.. inputs], Nodes = nodes, Constants = constants };
    }
}
