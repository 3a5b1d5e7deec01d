using VisEval.Onnx.Graphs;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Loading;

/// <summary>Tells whether rules for ReLUs act on all that flows back from the scores.</summary>
internal static class RectifierFinder
{
    /// <summary>Whether every path from the image to the scores passes a ReLU.</summary>
    /// <remarks>A way round them all (through other activations, or beside gates that hold the only ReLUs) carries the plain
    /// derivative.</remarks>
    public static bool EveryPathIsRectified(NetworkMap map)
    {
        var free = new HashSet<string> { map.Input };
        foreach (var node in map.Graph.Nodes.Where(n => DataPath.Passes(n, map.Path)))
            if (!GuidedRules.IsRelu(node, map.Graph) && map.Data(node).Any(free.Contains))
                free.UnionWith(node.Outputs.Where(map.Path.Contains));
        return !free.Contains(map.Scores);
    }
}
