using System.Reflection;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Rewrites one node of an operator whose form changed in operator set <see cref="Before"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class UpgradeAttribute(string op, long before) : Attribute
{
    public string Operator { get; } = op;

    /// <summary>The first operator set that needs no rewriting.</summary>
    public long Before { get; } = before;
}

/// <summary>The nodes that take one node's place.</summary>
internal delegate IReadOnlyList<Node> UpgradeRule(Node node, UpgradeScope scope);

/// <summary>What a rewriting may use.</summary>
internal sealed class UpgradeScope(Dictionary<string, Constant> constants)
{
    /// <summary>Adds a constant and gives its name.</summary>
    public string Add(Node node, string what, Constant constant)
    {
        var name = $"viseval_{node.Outputs[0]}_{what}";
        constants[name] = constant;
        return name;
    }

    /// <summary>Refuses a node without an attribute its operator needs.</summary>
    public static InputException Lacks(Node node, string attribute) =>
        new($"Node '{node.Label}' ({node.Operator}) lacks the attribute '{attribute}', which the operator needs.");

    /// <summary>The constant behind a tensor, or null.</summary>
    public Constant? Find(string tensor) => constants.GetValueOrDefault(tensor);
}

/// <summary>Raises a graph to the working operator set, so that rules and gradients know one form of every operator.</summary>
internal static class OpsetUpgrade
{
    private const long Oldest = 1;

    // What the runtime's package knows; later sets added operators and element types, and changed no operator of these.
    private const long Known = 22;
    private const long Newest = 25;

    // Before this set operators stated which inputs they overwrite.
    private const long NothingConsumed = 6;

    private static readonly ILookup<string, (long Before, UpgradeRule Rule)> Rules =
        typeof(OpsetUpgrade).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
            .SelectMany(
                m => m.GetCustomAttributes<UpgradeAttribute>().Select(u => (u.Operator, u.Before, Rule: m.CreateDelegate<UpgradeRule>())))
            .OrderBy(u => u.Before)
            .ToLookup(u => u.Operator, u => (u.Before, u.Rule));

    /// <summary>What is noted of a graph that was raised.</summary>
    public static string Raised(long from) => $"operator set {from} was raised to {Graph.WorkingOpset}";

    /// <exception cref="InputException">The operator set is older than any that can be rewritten, or newer than the runtime
    /// knows.</exception>
    public static Graph Apply(Graph graph, string path, ICollection<string> notes)
    {
        var from = graph.Opsets[""];
        if (from is < Oldest or > Newest)
            throw new InputException($"{path}: operator set {from} is not supported; {Oldest} to {Newest} are.");
        if (from < Graph.WorkingOpset)
            notes.Add(Raised(from));
        if (from > Known)
            notes.Add($"operator set {from} is read as {Known}: the operators that {Known} has are the same in both");
        var (nodes, constants) = Raise(graph.Nodes, graph.Constants, from);
        var opsets = new Dictionary<string, long>(graph.Opsets) { [""] = Math.Clamp(from, Graph.WorkingOpset, Known) };
        return graph with { Nodes = nodes, Constants = constants, Opsets = opsets };
    }

    private static (IReadOnlyList<Node> Nodes, Dictionary<string, Constant> Constants) Raise(
        IReadOnlyList<Node> nodes, IReadOnlyDictionary<string, Constant> old, long from)
    {
        if (from < NothingConsumed)
            nodes = [.. nodes.Select(n => n.Without("consumed_inputs"))];
        var constants = old.ToDictionary();
        var scope = new UpgradeScope(constants);
        foreach (var before in Rules.SelectMany(r => r).Select(r => r.Before).Distinct().Where(b => b > from).Order())
            nodes = [.. nodes.SelectMany(n => Step(n, before, scope))];
        return ([.. nodes.Select(n => n.WithSubgraphs(g => Raise(g, from)))], constants);
    }

    private static Subgraph Raise(Subgraph graph, long from)
    {
        var (nodes, constants) = Raise(graph.Nodes, graph.Constants, from);
        return graph with { Nodes = nodes, Constants = constants };
    }

    private static IReadOnlyList<Node> Step(Node node, long before, UpgradeScope scope)
    {
        if (node.Domain.Length > 0 || Rules[node.Operator].FirstOrDefault(r => r.Before == before).Rule is not { } rule)
            return [node];
        _ = node.Required(0);
        return node.Outputs[0].Length > 0
            ? rule(node, scope)
            : throw new InputException($"Node '{node.Label}' ({node.Operator}) has no first output, which the operator needs.");
    }
}
