using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>The producers of tensors, and the nodes at the end of a network that change nothing but the form or the scale of its
/// scores.</summary>
internal sealed class ScoreTail(Graph graph)
{
    /// <summary>How far a bound or a summand may lie from 0, and a bound from 1, that only keeps a logarithm finite.</summary>
    public const double Margin = 1e-5;

    // With one number a class, these move no number past another.
    private static readonly HashSet<string> OnlyReshape =
        ["Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Transpose", "Cast"];

    private readonly Dictionary<string, Node> _producers = graph.Producers();

    /// <summary>The node of the standard operators that makes a tensor; null for inputs and constants.</summary>
    public Node? Producer(string tensor) => _producers.TryGetValue(tensor, out var node) && node.Domain.Length == 0 ? node : null;

    /// <summary>Where a tensor's numbers come from, past nodes that only reshape.</summary>
    public string Unshaped(string tensor)
    {
        while (Producer(tensor) is { } node && OnlyReshape.Contains(node.Operator))
            tensor = node.Inputs[0];
        return tensor;
    }

    /// <summary>The same past nodes that reshape, keep probabilities off 0 and 1, or multiply all by one positive number.</summary>
    /// <remarks>Only for what is a probability: of a logit a factor is a temperature.</remarks>
    public string Unscaled(string tensor)
    {
        while (Producer(tensor) is { } node)
            if (OnlyReshape.Contains(node.Operator))
                tensor = node.Inputs[0];
            else if (Factored(node) is var (inner, _))
                tensor = inner;
            else
                break;
        return tensor;
    }

    /// <summary>Whether a node only reshapes.</summary>
    public static bool Reshapes(Node node) => OnlyReshape.Contains(node.Operator);

    /// <summary>For a node that multiplies a tensor by one positive number, or keeps it off 0 and 1: that tensor and the number.</summary>
    public (string Tensor, double Factor)? Factored(Node node) => node.Operator switch
    {
        "Mul" when Number(node, 1) is > 0 and var factor => (node.Inputs[0], factor),
        "Mul" when Number(node, 0) is > 0 and var factor => (node.Inputs[1], factor),
        "Div" when Number(node, 1) is > 0 and var divisor => (node.Inputs[0], 1 / divisor),
        "Add" or "Max" when Number(node, 1) is >= 0 and <= Margin => (node.Inputs[0], 1),
        "Add" or "Max" when Number(node, 0) is >= 0 and <= Margin => (node.Inputs[1], 1),
        "Clip" when (Number(node, 1) ?? 0) <= Margin && (Number(node, 2) ?? 1) >= 1 - Margin => (node.Inputs[0], 1),
        _ => null,
    };

    // A constant that is one number; null for any other input.
    private double? Number(Node node, int index) => node.HasInput(index)
        && graph.Constants.TryGetValue(node.Inputs[index], out var constant) && constant is { Type: ElementType.Float, Count: 1 }
        ? constant.Floats[0]
        : null;
}
