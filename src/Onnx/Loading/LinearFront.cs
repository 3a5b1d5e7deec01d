using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>The first nodes of a network, as far as they are linear in the image where nothing is cut off.</summary>
/// <param name="Node">The first that changes values, for messages.</param>
/// <param name="Graph">The network from the image to the scores.</param>
/// <param name="End">The tensor that the linear nodes give to the others.</param>
internal sealed record LinearFront(string Node, Graph Graph, string End)
{
    private const long MostChannels = 16;

    // Keep every value, or move it; linear in the image where all else they read is constant.
    private static readonly HashSet<string> Linear = ["Cast", "Transpose", "Identity", "Reshape", "Flatten", "Unsqueeze", "Squeeze", "Pad",
        "Resize", "Gather", "Slice", "Split", "Concat", "SpaceToDepth", "Add", "Sub", "Mul", "Div", "BatchNormalization", "Clip"];
    private static readonly HashSet<string> Arithmetic = ["Add", "Sub", "Mul", "Div", "BatchNormalization"];

    /// <summary>The front of a network; null where no arithmetic stands there, or what it gives cannot be run image by image.</summary>
    public static LinearFront? Of(LoadedNetwork network)
    {
        var graph = network.Graph.WithOutputs([network.Scores]);
        var linear = Nodes(graph, network.Input);
        if (linear.FirstOrDefault(n => Arithmetic.Contains(n.Operator)) is not { } first || !network.Shapes.Knows(network.Input)
            || network.Batch > 1)
            return null;
        var inside = linear.ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        var read = graph.Nodes.Where(n => !inside.Contains(n) && n.Operator is not ("Shape" or "Size"))
            .SelectMany(n => n.Reads).Append(network.Scores).ToHashSet();
        var changed = graph.Descendants(linear.Where(n => Arithmetic.Contains(n.Operator)).SelectMany(n => n.Outputs));
        return linear.SelectMany(n => n.Outputs).FirstOrDefault(o => read.Contains(o) && changed.Contains(o)) is { } end
            ? new LinearFront($"node '{first.Label}' ({first.Operator})", graph, end)
            : null;
    }

    // The nodes from the image on that are linear in it.
    private static List<Node> Nodes(Graph graph, string input)
    {
        var (reached, data, part) = (new HashSet<string> { input }, graph.Descendants([input]), new List<Node>());
        data.ExceptWith(DataPath.ComputedFromShapes(graph));
        foreach (var node in graph.Nodes)
        {
            var read = node.Reads.Where(data.Contains).ToList();
            if (read.Count == 0 || !read.All(reached.Contains) || node.Domain.Length > 0 || !Linear.Contains(node.Operator)
                || (read.Count > 1 && node.Operator != "Concat")
                || (Arithmetic.Contains(node.Operator) && !WithNumbers(node, read[0], graph)))
                continue;
            part.Add(node);
            reached.UnionWith(node.Outputs);
        }
        return part;
    }

    // One number, or one a channel; more are weights of places.
    private static bool WithNumbers(Node node, string data, Graph graph) => node.Operator == "BatchNormalization"
        || (node.Inputs.Count == 2 && !(node.Operator == "Div" && node.Inputs[0] != data)
            && graph.Constants.TryGetValue(node.Inputs[node.Inputs[0] == data ? 1 : 0], out var constant)
            && constant is { Type: ElementType.Float, Count: > 0 and <= MostChannels });
}
