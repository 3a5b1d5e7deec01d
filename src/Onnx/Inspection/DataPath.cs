using VisEval.Onnx.Graphs;
using VisEval.Onnx.Runtime;

namespace VisEval.Onnx.Inspection;

/// <summary>The way from the image to the scores.</summary>
internal static class DataPath
{
    /// <summary>The tensors that carry the image's values to the scores; what depends on its shape alone does not.</summary>
    public static HashSet<string> Between(Graph graph, string input, string scores)
    {
        var between = graph.Descendants([input]);
        between.IntersectWith(graph.Ancestors([scores]));
        between.ExceptWith(ShapeObserver.ComputedFromShapes(graph));
        return between;
    }

    /// <summary>Whether a node lies on the way.</summary>
    public static bool Passes(Node node, HashSet<string> between) => node.Inputs.Any(between.Contains) && node.Outputs.Any(between.Contains);
}
