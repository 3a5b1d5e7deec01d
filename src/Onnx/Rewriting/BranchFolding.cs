using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Replaces every If whose condition does not depend on the pixels by the branch that is taken.</summary>
internal static class BranchFolding
{
    /// <param name="graph">The graph.</param>
    /// <param name="batches">Batches for which a condition must agree to be decided.</param>
    /// <param name="notes">Receives what was done.</param>
    /// <param name="stop">Stops it.</param>
    public static Graph Apply(Graph graph, IReadOnlyList<long> batches, ICollection<string> notes, CancellationToken stop = default)
    {
        var count = 0;
        // A branch may hold an If again.
        while (true)
        {
            var decided = Decided(graph, batches, stop);
            var taken = graph.Nodes.Where(n => IsIf(n) && decided.ContainsKey(n.Required(0))).ToList();
            if (taken.Count == 0)
                break;
            count += taken.Count;
            var constants = graph.Constants.ToDictionary();
            graph = graph with
            {
                Nodes = [.. graph.Nodes.SelectMany(
                    n => IsIf(n) && decided.TryGetValue(n.Inputs[0], out var flag) ? Branch(n, flag, constants) : [n])],
                Constants = constants,
            };
        }
        if (count > 0)
            notes.Add($"{count} If nodes with a constant condition were replaced by their branch");
        return graph;
    }

    private static bool IsIf(Node node) => node is { Operator: "If", Domain: "" };

    private static Dictionary<string, bool> Decided(Graph graph, IReadOnlyList<long> batches, CancellationToken stop)
    {
        var fromShapes = DataPath.ComputedFromShapes(graph);
        var conditions = graph.Nodes.Where(IsIf).Select(n => n.Required(0)).Distinct().ToList();
        var decided =
            conditions.Where(c => graph.Constants.TryGetValue(c, out var constant) && constant is { Type: ElementType.Bool, Count: 1 })
                .ToDictionary(c => c, c => graph.Constants[c].Data.Span[0] != 0);
        var computed = conditions.Where(c => !decided.ContainsKey(c) && fromShapes.Contains(c)).ToList();
        if (computed.Count == 0)
            return decided;
        var values = batches.Select(b => ShapeObserver.Flags(graph, computed, b, stop)).ToList();
        foreach (var (condition, flag) in values[0].Where(v => values.All(o => o.TryGetValue(v.Key, out var other) && other == v.Value)))
            decided[condition] = flag;
        return decided;
    }

    private static List<Node> Branch(Node node, bool flag, Dictionary<string, Constant> constants)
    {
        var name = flag ? "then_branch" : "else_branch";
        if (node.Attributes.GetValueOrDefault(name) is not Subgraph branch
            || branch.Inputs.Count > 0 || branch.Outputs.Count < node.Outputs.Count)
            throw new InputException($"Node '{node.Label}' (If): the attribute '{name}' is no branch with {node.Outputs.Count} outputs.");
        // Tensor names are unique, names of nodes need not be.
        var prefix = $"{node.Outputs.First(o => o.Length > 0)}/{name}/";
        var names = branch.Own().Where(o => o.Length > 0).ToDictionary(o => o, o => prefix + o);
        var last = new List<Node>();
        var produced = branch.Nodes.SelectMany(n => n.Outputs).ToHashSet();
        for (var i = 0; i < node.Outputs.Count; i++)
            // What a node of the branch makes takes the If's name; a constant or a tensor from outside needs a node to do so.
            if (node.Outputs[i].Length > 0 && produced.Remove(branch.Outputs[i]))
                names[branch.Outputs[i]] = node.Outputs[i];
            else if (node.Outputs[i].Length > 0)
                last.Add(Node.Of("Identity", [names.GetValueOrDefault(branch.Outputs[i], branch.Outputs[i])], [node.Outputs[i]]));
        foreach (var (constant, value) in branch.Constants)
            if (!constants.TryAdd(names[constant], value))
                throw new InputException($"Node '{node.Label}' (If): the name '{names[constant]}' is taken.");
        return [.. branch.Nodes.Select(n => Rename(n, names)), .. last];
    }

    private static Node Rename(Node node, IReadOnlyDictionary<string, string> names)
    {
        string Name(string name) => names.GetValueOrDefault(name, name);
        return node.WithSubgraphs(inner =>
        {
            var own = inner.Own();
            var outer = names.Where(n => !own.Contains(n.Key)).ToDictionary();
            return inner with
            {
                Nodes = [.. inner.Nodes.Select(n => Rename(n, outer))],
                Outputs = [.. inner.Outputs.Select(o => outer.GetValueOrDefault(o, o))],
            };
        }) with
        { Inputs = [.. node.Inputs.Select(Name)], Outputs = [.. node.Outputs.Select(Name)] };
    }
}
