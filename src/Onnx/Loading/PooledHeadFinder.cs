using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Finds out whether a network ends as CAM needs it: a mean over all places, and nothing but linear layers besides.</summary>
internal static class PooledHeadFinder
{
    // On vectors all of these are linear; on planes only what treats every place alike.
    private static readonly HashSet<string> OnVectors = ["Gemm", "MatMul", "Conv", "BatchNormalization", "Add", "Sub", "Mul", "Div",
        "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Dropout", "Cast"];
    private static readonly HashSet<string> Pools = ["GlobalAveragePool", "ReduceMean", "AveragePool"];

    /// <summary>The tensors from which only that leads to the scores, from the scores towards the image;
    /// empty where the head is another.</summary>
    public static IReadOnlyList<string> Find(NetworkMap map)
    {
        var found = new List<string>();
        var tensor = map.Scores;
        while (tensor != map.Input
            && map.Producer(tensor) is var node && map.Data(node) is [var data] && data == node.Inputs.First(map.Path.Contains)
            && !(node.Operator == "Div" && node.Inputs[0] != data))
        {
            var planes = map.Places(data) is not null;
            var pools = planes && found.Count == 0
                && Pools.Contains(node.Operator) && map.ShapeOf(tensor).Aggregate(1, (a, b) => a * b) == map.Places(data)!.Channels;
            var passes = planes ? pools || (found.Count > 0 && AllPlacesAlike(map, node, data)) : OnVectors.Contains(node.Operator);
            if (!passes)
                break;
            if (planes)
                found.Add(data);
            tensor = data;
        }
        return found;
    }

    private static bool AllPlacesAlike(NetworkMap map, Node node, string data) => node.Operator switch
    {
        "Identity" or "Dropout" or "BatchNormalization" => true,
        "Conv" => map.ShapeOf(node.Outputs[0]) is [_, var height, var width]
            && map.ShapeOf(data) is [_, var h, var w] && (height, width) == (h, w)
            && map.Shapes.Of(node.Inputs[1]) is [_, _, 1, 1],
        "Add" or "Sub" or "Mul" or "Div" => node.Inputs.Where(i => i != data).All(i => map.Shapes.Of(i) is var shape && shape.Length <= 4
            && shape.TakeLast(2).All(d => d == 1)),
        _ => false,
    };
}
