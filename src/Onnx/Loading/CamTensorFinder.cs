using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the tensor class activation methods use: the last one with height and width before pooling or flattening.</summary>
internal static class CamTensorFinder
{
    /// <summary>The tensor's name, or null if nothing spatial leads to the scores.</summary>
    public static string? Find(Graph graph, ShapeTable shapes, string scores)
    {
        var needed = graph.Ancestors([scores]);
        var images = graph.Inputs.Select(i => i.Name).ToHashSet();
        var computed = graph.Descendants(images);
        var producers = graph.Producers();
        var tensor = graph.Nodes.Reverse()
            .SelectMany(n => n.Outputs)
            .FirstOrDefault(o => needed.Contains(o) && computed.Contains(o) && IsSpatial(shapes, o));
        // What pooling leaves is coarser than what it read, and padding adds nothing.
        while (tensor is not null && producers[tensor] is var node && AddsNothing(node)
            && !images.Contains(node.Inputs[0]))
            tensor = node.Inputs[0];
        return tensor;
    }

    /// <summary>Whether an operator only makes its input coarser, larger by padding, or leaves it as it is.</summary>
    internal static bool AddsNothing(Node node) => node.Operator is "MaxPool" or "AveragePool" or "Pad" or "Identity" or "Dropout";

    private static bool IsSpatial(ShapeTable shapes, string tensor) =>
        shapes.Of(tensor) is [2, _, var height, var width] && height * width > 1;
}
