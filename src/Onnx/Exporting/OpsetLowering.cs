using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Exporting;

/// <summary>A graph in the operator set that its file states.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Newer">The operators that have no form in the set before, so that it is no older one; empty where it is the source's
/// own, or the oldest there is.</param>
internal sealed record LoweredGraph(Graph Graph, IReadOnlyList<string> Newer);

/// <summary>Writes a graph of the working operator set in that of the file it came from, or in the next one that has all its
/// operators.</summary>
internal static class OpsetLowering
{
    /// <summary>The graph in the lowest possible set.</summary>
    /// <param name="graph">A graph of the working set or a newer one.</param>
    /// <param name="source">The set of the file it came from.</param>
    /// <param name="name">Makes a name that no other tensor has.</param>
    public static LoweredGraph Apply(Graph graph, long source, Func<string, string> name)
    {
        IReadOnlyList<string> newer = [];
        for (var set = Math.Max(source, OperatorForms.Oldest); set < graph.Opsets[""]; set++)
        {
            var refused = new SortedSet<string>(StringComparer.Ordinal);
            var (nodes, constants) = Lowered(graph.Nodes, graph.Outputs, new OuterConstants(graph.Constants), set, name, refused);
            if (refused.Count == 0)
            {
                var opsets = new Dictionary<string, long>(graph.Opsets) { [""] = set };
                return new LoweredGraph(graph with { Nodes = nodes, Constants = constants, Opsets = opsets }, newer);
            }
            newer = [.. refused];
        }
        return new LoweredGraph(graph, newer);
    }

    private static (IReadOnlyList<Node> Nodes, IReadOnlyDictionary<string, Constant> Constants) Lowered(
        IReadOnlyList<Node> nodes, IReadOnlyList<string> outputs, OuterConstants constants, long set, Func<string, string> name,
        ICollection<string> refused)
    {
        var added = new Dictionary<string, Constant>();
        string Add(Constant constant)
        {
            var fresh = name("bound");
            added[fresh] = constant;
            return fresh;
        }
        var forms = new OlderForms(set, constants, Add, name);
        var lowered = nodes.SelectMany(node => node.Domain.Length > 0 ? [node] : forms.Of(node))
            .Select(node => node.WithSubgraphs(inner => Lowered(inner, constants, set, name, refused))).ToList();
        foreach (var node in lowered.Where(n => n.Domain.Length == 0 && !(OperatorForms.FirstOf(n, constants) <= set)))
            refused.Add(node.Operator);
        var read = lowered.SelectMany(n => n.Reads).Concat(outputs).ToHashSet();
        return (lowered, constants.Own.Concat(added).Where(c => read.Contains(c.Key)).ToDictionary());
    }

    private static Subgraph Lowered(Subgraph graph, OuterConstants around, long set, Func<string, string> name, ICollection<string> refused)
    {
        // What the graph names itself hides what is outside.
        var constants = new OuterConstants(graph.Constants, around);
        var (nodes, kept) = Lowered(graph.Nodes, graph.Outputs, constants, set, name, refused);
        return graph with { Nodes = nodes, Constants = kept };
    }
}
