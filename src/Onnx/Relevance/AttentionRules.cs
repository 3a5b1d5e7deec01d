using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>AttnLRP's rules for what a transformer has beside linear layers (Achtibat et al., ICML 2024).</summary>
internal static class AttentionRules
{
    /// <summary>R_i = x_i·(R_i − y_i·Σ_j R_j) along the axis: the first-order expansion of the softmax at x, whose constant part keeps
    /// what is left (proposition 3.1).</summary>
    /// <remarks>A logit of −∞, where a mask rules a token out, gets nothing.</remarks>
    internal static IReadOnlyList<Value> Softmax(GradientScope s)
    {
        var axis = s.Axis(s.Node.Int("axis", -1));
        var x = s.Input(0);
        var zero = s.Builder.Scalar(0);
        var finite = zero.Where(s.Builder.Op("Equal", [x, s.Builder.Scalar(float.NegativeInfinity)]), x);
        return [finite * (s.Gradient - s.Output() * s.Gradient.Sum(keep: true, axis))];
    }

    /// <summary>x·∂y/∂x·R/(2y) for both factors of a matrix product: the ε rule, then half each (proposition 3.3).</summary>
    internal static IReadOnlyList<Value> Halves(GradientScope s)
    {
        var signal = s.Gradient / LinearRules.Guard(s.Output() * 2f, s.OutputShape().Length);
        return [.. s.Derivative(signal).Select((d, i) => d == Value.None ? d : d * s.Input(i))];
    }

    /// <summary>Half of the relevance for each factor of a product element by element (proposition 3.2).</summary>
    /// <remarks>A factor computed from the other makes an activation of both, x·sigmoid(x), which passes all to x.</remarks>
    internal static IReadOnlyList<Value> HalfEach(GradientScope s)
    {
        var (a, b) = (s.Node.Inputs[0], s.Node.Inputs[1]);
        if (s.Facts.Graph.Ancestors([b]).Contains(a) != s.Facts.Graph.Ancestors([a]).Contains(b))
            return SignalAndGate.Rule(s);
        var half = s.Gradient * 0.5f;
        return [s.SumTo(half, 0), s.SumTo(half, 1)];
    }

    /// <summary>y = γ·(x − mean x)/σ + β with σ constant: x·∂y/∂x·R/y, of which β keeps its share
    /// (proposition 3.4, ε rule).</summary>
    internal static IReadOnlyList<Value> Normalization(GradientScope s)
    {
        var groups = Centring.Of(s);
        var x = groups.Together(s.Input(0));
        var centred = groups.Centred(x);
        var signal = groups.Together(groups.Scaled(s.Gradient / LinearRules.Guard(s.Output(), s.OutputShape().Length)));
        return [groups.Apart(x * groups.Centred(signal * groups.InverseDeviation(centred)))];
    }

    /// <summary>Whether a node subtracts the mean of a tensor from it.</summary>
    internal static bool SubtractsOwnMean(Node node, GraphFacts facts) => node.Operator == "Sub"
        && facts.ProducerOf(node.Inputs[1]) is { Operator: "ReduceMean" } mean && mean.Inputs[0] == node.Inputs[0];

    /// <summary>Whether a node adds trained numbers that are not the bias of a linear layer, whose own rule counts it: positions, the β
    /// of a normalization in single operators.</summary>
    internal static bool AddsConstant(Node node, GraphFacts facts) => facts.DataInputs(node) is [var data] && node.Inputs.Count == 2
        && facts.Shapes.Of(node.Inputs[1 - data]).Aggregate(1L, (a, b) => a * b) > 1
        && !(facts.ProducerOf(node.Inputs[data]) is { } layer && facts.IsLinearLayer(layer)
            && facts.BiasAfter(layer)?.Outputs[0] == node.Outputs[0]);
}
