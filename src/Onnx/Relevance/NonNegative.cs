using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Tells from the graph alone that a tensor never has negative values; half of a sign-split rule then falls away.</summary>
internal static class NonNegative
{
    private static readonly HashSet<string> Making =
        ["Relu", "Sigmoid", "HardSigmoid", "Softmax", "Softplus", "Exp", "Abs", "ThresholdedRelu"];

    // Non-negative for non-negative data, because they move, add, average or multiply it, or take the largest.
    private static readonly HashSet<string> Keeping =
    [
        "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "Add", "Mul", "Sum", "Mean", "Max", "Concat", "Split",
        "Slice", "Gather",
        "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Dropout", "ReduceMean", "ReduceSum", "ReduceMax",
        "ReduceMin",
        "Expand", "Tile", "DepthToSpace", "SpaceToDepth",
    ];

    /// <summary>Whether a tensor is certain to be non-negative.</summary>
    public static bool Holds(string tensor, GraphFacts facts) => Holds(tensor, facts, []);

    private static bool Holds(string tensor, GraphFacts facts, Dictionary<string, bool> known)
    {
        if (known.TryGetValue(tensor, out var answer))
            return answer;
        return known[tensor] = facts.Graph.Constants.TryGetValue(tensor, out var constant)
            ? constant.Type != ElementType.Float || !constant.Floats.ContainsAnyInRange(float.NegativeInfinity, -float.Epsilon)
            : facts.ProducerOf(tensor) is { Domain: "" } node
                && (Making.Contains(node.Operator) || StartsAtZero(node, facts) || IsSquare(node, facts)
                    || (Keeping.Contains(node.Operator) && node.Inputs.All(i => i.Length == 0 || Holds(i, facts, known))));
    }

    private static bool IsSquare(Node node, GraphFacts facts) => node.Operator switch
    {
        "Mul" => node.Inputs[0] == node.Inputs[1],
        "Pow" => facts.Graph.Constants.TryGetValue(node.Inputs[1], out var power) && power is { Type: ElementType.Float, Count: 1 }
            && power.Floats[0] % 2 == 0,
        _ => false,
    };

    private static bool StartsAtZero(Node node, GraphFacts facts) => node.Operator == "Clip" && node.HasInput(1)
        && facts.Graph.Constants.TryGetValue(node.Inputs[1], out var low) && low.Type == ElementType.Float && low.Floats is [>= 0];
}
