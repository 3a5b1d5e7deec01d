using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>The network contains an operator on the path to the asked tensor that nobody has written a gradient rule for.</summary>
public sealed class NoGradientRuleException : Exception
{
    /// <summary>Says which operator stands in the way, and why.</summary>
    public NoGradientRuleException(string op, string node, string what) : this(op, node, $"operator set {Graph.WorkingOpset}", what)
    {
    }

    private NoGradientRuleException(string op, string node, string set, string what) : base(
        $"No gradient rule for operator '{op}' (node '{node}', {set}): {what} "
        + "What needs no derivative through it still works: methods that only run the network forwards, and class activation at tensors "
        + "behind it (--method grad-cam:layer=TENSOR).") =>
        (Operator, Node) = (op, node);

    /// <summary>The same for a node, with the operator set or domain it is from.</summary>
    public static NoGradientRuleException At(Node node, IReadOnlyDictionary<string, long> opsets, string what) => new(
        node.Operator,
        node.Label,
        node.Domain.Length == 0 ? $"operator set {opsets[""]}" : $"of the domain '{node.Domain}'",
        what);

    /// <summary>The operator type.</summary>
    public string Operator { get; }

    /// <summary>The node's name.</summary>
    public string Node { get; }
}
