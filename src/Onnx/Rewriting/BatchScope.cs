using System.Reflection;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Rewrites one node of an operator that was exported for a fixed batch so that it takes any.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FreesBatchAttribute(string op) : Attribute
{
    public string Operator { get; } = op;
}

/// <summary>The nodes that take one node's place.</summary>
internal delegate IReadOnlyList<Node> BatchRule(Node node, BatchScope scope);

/// <summary>What a rewriting may use.</summary>
/// <param name="Walk">The nodes before, run with two free batches.</param>
/// <param name="Exported">All shapes for the exported batch.</param>
/// <param name="Batch">The exported batch.</param>
/// <param name="Computed">The tensors that depend on the images.</param>
/// <param name="Constants">Receives new constants.</param>
/// <param name="Outer">How many elements of its axis stand outside the batch, where they are more than one.</param>
internal sealed record BatchScope(
    BatchWalk Walk,
    IReadOnlyDictionary<string, long[]> Exported,
    long Batch,
    HashSet<string> Computed,
    Dictionary<string, Constant> Constants,
    Dictionary<string, long> Outer)
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, BatchRule> Rules { get; } =
        typeof(BatchScope).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
            .SelectMany(m => m.GetCustomAttributes<FreesBatchAttribute>().Select(a => (a.Operator, Rule: m.CreateDelegate<BatchRule>())))
            .ToDictionary(r => r.Operator, r => r.Rule);

    /// <summary>Adds a constant and gives its name.</summary>
    public string Add(Node node, string what, Constant constant)
    {
        var name = $"viseval_{node.Outputs[0]}_free_{what}";
        Constants[name] = constant;
        return name;
    }

    /// <summary>Whether an input is there and does not depend on the images in any way, not even by their number.</summary>
    public bool IsFixed(Node node, int index) => node.HasInput(index) && !Computed.Contains(node.Inputs[index]);
}
