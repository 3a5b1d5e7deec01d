using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>Products of two tensors of the data: which factor is the signal, which only gates it.</summary>
/// <remarks>
/// In order: a factor that was computed from the other is the gate (x·sigmoid(x), squeeze-and-excitation); a factor that is stretched over
/// the other is the gate; a factor that comes out of a bounded function is the gate. Where none of this tells them apart, each gets half.
/// </remarks>
internal static class SignalAndGate
{
    private static readonly HashSet<string> Bounded = ["Sigmoid", "HardSigmoid", "Tanh", "Softmax", "Erf"];
    private static readonly HashSet<string> Transparent =
        ["Mul", "Add", "Sub", "Div", "Reshape", "Unsqueeze", "Squeeze", "Transpose", "Expand", "Identity", "Dropout", "Cast", "Flatten"];

    internal static IReadOnlyList<Value> Rule(GradientScope s)
    {
        if (Signal(s.Node, s.Facts) is { } signal)
            return [.. Enumerable.Range(0, 2).Select(i => i == signal ? s.SumTo(s.Gradient, i) : Value.None)];
        var half = s.Gradient * 0.5f;
        return [s.SumTo(half, 0), s.SumTo(half, 1)];
    }

    /// <summary>The position of the signal, or null where both factors are alike.</summary>
    internal static int? Signal(Node product, GraphFacts facts)
    {
        var (a, b) = (product.Inputs[0], product.Inputs[1]);
        return Decide(facts.Graph.Ancestors([b]).Contains(a), facts.Graph.Ancestors([a]).Contains(b))
            ?? Decide(Stretched(b, product, facts), Stretched(a, product, facts))
            ?? Decide(IsBounded(b, facts), IsBounded(a, facts));
    }

    /// <summary>Whether a tensor holds attention weights: a softmax, perhaps scaled or moved.</summary>
    internal static bool ComesFromSoftmax(string tensor, GraphFacts facts) => Source(tensor, facts)?.Operator == "Softmax";

    private static bool IsBounded(string tensor, GraphFacts facts) => Source(tensor, facts) is { } node
        && (Bounded.Contains(node.Operator) || (node.Operator == "Clip" && node.HasInput(1) && node.HasInput(2)));

    private static int? Decide(bool firstIsSignal, bool secondIsSignal) => firstIsSignal == secondIsSignal ? null : firstIsSignal ? 0 : 1;

    private static bool Stretched(string factor, Node product, GraphFacts facts) =>
        facts.Shapes.Of(factor).Aggregate(1L, (x, y) => x * y) < facts.Shapes.Of(product.Outputs[0]).Aggregate(1L, (x, y) => x * y);

    // The node that made a tensor, behind those that only scale, shift or reshape it.
    private static Node? Source(string tensor, GraphFacts facts)
    {
        var node = facts.ProducerOf(tensor);
        while (node is not null && Transparent.Contains(node.Operator) && facts.DataInputs(node) is [var data])
            node = facts.ProducerOf(node.Inputs[data]);
        return node;
    }
}
