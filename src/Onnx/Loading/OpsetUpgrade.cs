using System.Reflection;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

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

    /// <summary>The constant behind a tensor, or null.</summary>
    public Constant? Find(string tensor) => constants.GetValueOrDefault(tensor);
}

/// <summary>Raises a graph to the working operator set, so that rules and gradients know one form of every operator.</summary>
internal static class OpsetUpgrade
{
    private const long Oldest = 7;

    private static readonly ILookup<string, (long Before, UpgradeRule Rule)> Rules =
        typeof(OpsetUpgrade).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
            .SelectMany(m => m.GetCustomAttributes<UpgradeAttribute>().Select(u => (u.Operator, u.Before, Rule: m.CreateDelegate<UpgradeRule>())))
            .OrderBy(u => u.Before)
            .ToLookup(u => u.Operator, u => (u.Before, u.Rule));

    /// <exception cref="InputException">The operator set is older than any that can be rewritten, or newer than the runtime knows.</exception>
    public static Graph Apply(Graph graph, string path)
    {
        var from = graph.Opsets[""];
        if (from < Oldest || from > Graph.WorkingOpset + 1)
            throw new InputException($"{path}: operator set {from} is not supported; {Oldest} to {Graph.WorkingOpset + 1} are.");
        var constants = graph.Constants.ToDictionary();
        var scope = new UpgradeScope(constants);
        IEnumerable<Node> nodes = graph.Nodes;
        foreach (var before in Rules.SelectMany(r => r).Select(r => r.Before).Distinct().Where(b => b > from).Order())
            nodes = [.. nodes.SelectMany(n => Step(n, before, scope))];
        var opsets = new Dictionary<string, long>(graph.Opsets) { [""] = Math.Max(from, Graph.WorkingOpset) };
        return graph with { Nodes = [.. nodes], Constants = constants, Opsets = opsets };
    }

    private static IReadOnlyList<Node> Step(Node node, long before, UpgradeScope scope)
    {
        if (node.Domain.Length > 0)
            return [node];
        var rule = Rules[node.Operator].FirstOrDefault(r => r.Before == before).Rule;
        return rule is null ? [node] : rule(node, scope);
    }
}
