namespace VisEval.Onnx.Gradients;

/// <summary>The network contains an operator on the path to the asked tensor that nobody has written a gradient rule for.</summary>
public sealed class NoGradientRuleException(string op, string node, string what)
    : Exception($"No gradient rule for operator '{op}' (node '{node}'): {what} Methods that only run the network forwards still work.")
{
    /// <summary>The operator type.</summary>
    public string Operator { get; } = op;

    /// <summary>The node's name.</summary>
    public string Node { get; } = node;
}
