namespace VisEval.Onnx.Graphs;

/// <summary>The way from the image to the scores.</summary>
internal static class DataPath
{
    /// <summary>The tensors that carry the image's values to the scores; what depends on its shape alone does not.</summary>
    public static HashSet<string> Between(Graph graph, string input, string scores)
    {
        var between = graph.Descendants([input]);
        between.IntersectWith(graph.Ancestors([scores]));
        between.ExceptWith(ComputedFromShapes(graph));
        return between;
    }

    /// <summary>Whether a node lies on the way.</summary>
    public static bool Passes(Node node, HashSet<string> between) =>
        node.Inputs.Any(between.Contains) && node.Outputs.Any(between.Contains);

    /// <summary>Everything that depends on the data only through the shape of something.</summary>
    public static HashSet<string> ComputedFromShapes(Graph graph)
    {
        var data = graph.Inputs.Select(i => i.Name).ToHashSet();
        var fromShapes = new HashSet<string>();
        foreach (var node in graph.Nodes)
            (node.Operator is not ("Shape" or "Size") && node.Reads.Any(data.Contains) ? data : fromShapes).UnionWith(node.Outputs);
        return fromShapes;
    }
}
