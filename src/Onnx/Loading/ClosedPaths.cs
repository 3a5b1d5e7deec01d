using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>What in a network can keep every derivative from reaching the pixels.</summary>
/// <param name="Steps">The nodes between image and scores whose derivative is 0 everywhere: rounding, signs, comparisons,
/// positions.</param>
/// <param name="OnlySteps">Whether every path from the image to the scores leads through one of them.</param>
/// <param name="HasRectifier">Whether an activation is flat on a whole side, as ReLU is: a unit can be dead.</param>
/// <param name="Saturates">Whether an activation flattens for large values, as the sigmoid does.</param>
public sealed record ClosedPaths(IReadOnlyList<string> Steps, bool OnlySteps, bool HasRectifier, bool Saturates)
{
    private static readonly HashSet<string> Rectifiers = ["Relu", "Clip", "ThresholdedRelu", "Shrink", "HardSigmoid", "HardSwish"];

    private static readonly HashSet<string> Flattening =
        ["Sigmoid", "Tanh", "Softmax", "LogSoftmax", "Erf", "Softsign", "Softplus", "Elu", "Celu", "Selu", "Gelu", "Swish", "Mish", "Exp"];

    /// <summary>A network of which nothing is known.</summary>
    public static ClosedPaths None { get; } = new([], false, false, false);

    /// <summary>Why a derivative may be 0 everywhere; part of a sentence, empty where the network has nothing of the kind.</summary>
    public string Reason => OnlySteps ? $"every path leads through {StepsText}, whose derivative is 0"
        : string.Join(" or ", ((string?[])[HasRectifier ? "dead ReLUs" : null, Saturates ? "saturated units" : null]).OfType<string>());

    /// <summary>The first of the steps, for a sentence.</summary>
    public string StepsText => string.Join(", ", Steps.Take(3)) + (Steps.Count > 3 ? $" and {Steps.Count - 3} more" : "");

    internal static ClosedPaths Of(Graph graph, string input, string scores)
    {
        var between = DataPath.Between(graph, input, scores);
        var passed = graph.Nodes.Where(n => DataPath.Passes(n, between)).ToList();
        var steps = passed.Where(IsStep).ToList();
        var open = graph with { Nodes = [.. graph.Nodes.Where(n => !IsStep(n))] };
        bool Any(HashSet<string> operators) => passed.Exists(n => n.Domain.Length == 0 && operators.Contains(n.Operator));
        return new ClosedPaths(
            [.. steps.Select(n => $"'{n.Operator}' (node '{n.Label}')")],
            steps.Count > 0 && !open.Descendants([input]).Contains(scores),
            Any(Rectifiers), Any(Flattening));
    }

    private static bool IsStep(Node node) => node.Domain.Length == 0 && ZeroGradients.Holds(node.Operator);
}
