using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds the tensor class activation methods use: the last one with places before pooling or flattening, in which every place
/// still counts.</summary>
internal static class CamTensorFinder
{
    /// <summary>The tensor's name, or null if nothing spatial leads to the scores.</summary>
    public static string? Find(NetworkMap map)
    {
        if ((LastBeforeTheHead(map) ?? LastWithPlaces(map)) is not { } tensor)
            return null;
        // What reads a class token reads no place: every place counts for the last time where the last attention looks.
        if (map.Places(tensor)!.Order == PlaceOrder.Tokens && map.Readers(tensor).All(n => ReadsNoPlace(map, n)))
            return BeforeTheLastAttention(map, tensor) ?? tensor;
        return WithoutPooling(map, tensor);
    }

    /// <summary>Whether an operator only makes its input coarser, larger by padding, or leaves it as it is.</summary>
    internal static bool AddsNothing(Node node) => node.Operator is "MaxPool" or "AveragePool" or "Pad" or "Identity" or "Dropout";

    // From the scores back through what reads one tensor only, to the first that has places.
    private static string? LastBeforeTheHead(NetworkMap map)
    {
        var tensor = map.Scores;
        while (tensor != map.Input && map.Data(map.Producer(tensor)) is [var data] && data != map.Input)
        {
            if (map.Places(data) is not null)
                return data;
            tensor = data;
        }
        return null;
    }

    private static bool ReadsNoPlace(NetworkMap map, Node reader) =>
        reader.Operator is "Gather" or "Slice" or "Split" or "GatherElements" or "GatherND"
        && reader.Outputs.All(o => !map.Path.Contains(o) || map.Places(o) is null);

    // Queries, keys and values are made of the same tokens: the last tensor of their shape that all of them come from.
    private static string? BeforeTheLastAttention(NetworkMap map, string tokens)
    {
        var before = map.Graph.Ancestors([tokens]);
        if (AttentionFinder.Between(map).LastOrDefault(before.Contains) is not { } attention
            || AttentionFinder.Weighing(map, attention) is not { } weighing)
            return null;
        var common = map.Graph.Ancestors(map.Producer(attention).Inputs);
        var weights = map.Graph.Descendants([attention]);
        common.IntersectWith(map.Graph.Ancestors(weighing.Inputs.Where(i => !weights.Contains(i))));
        var shape = map.ShapeOf(tokens);
        return map.Graph.Nodes.Reverse().SelectMany(n => n.Outputs)
            .FirstOrDefault(t => common.Contains(t) && map.Path.Contains(t) && map.ShapeOf(t).SequenceEqual(shape));
    }

    // Where the head reads several tensors: the last that has places, wherever it is; attention is none, whatever its shape.
    private static string? LastWithPlaces(NetworkMap map)
    {
        var attention = AttentionFinder.Between(map).ToHashSet();
        return map.Graph.Nodes.Reverse().SelectMany(n => n.Outputs)
            .FirstOrDefault(o => map.Path.Contains(o) && o != map.Scores && map.Places(o) is not null && !attention.Contains(o));
    }

    // What pooling leaves is coarser than what it read, and padding adds nothing.
    private static string WithoutPooling(NetworkMap map, string tensor)
    {
        while (tensor != map.Input && map.Producer(tensor) is var node && AddsNothing(node) && node.Inputs[0] != map.Input)
            tensor = node.Inputs[0];
        return tensor;
    }
}
