using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Relevance;

/// <summary>DeepLIFT's RevealCancel rule: what raises the input of an activation and what lowers it have multipliers of their own
/// (Shrikumar et al., 2017).</summary>
/// <remarks>
/// For y = f(z) after a linear layer z, Δz⁺ = Σ_i max(0, w_i Δx_i), Δz⁻ = Σ_i min(0, w_i Δx_i):
/// Δy⁺ = ½(f(z₀ + Δz⁺) − f(z₀)) + ½(f(z) − f(z₀ + Δz⁻)), Δy⁻ the same with the signs exchanged;
/// Δy⁺ + Δy⁻ = Δy. Input i gets w_i·m·Δy^±/Δz^± by the sign of w_i Δx_i, and the mean of both where Δx_i = 0. As in the
/// authors' code an input's Δ counts as a whole, and an activation that does not come right after a linear layer has the rescale rule.
/// </remarks>
/// <param name="convolutions">Whether convolutions take part; else only matrix products.</param>
internal sealed class RevealCancel(bool convolutions)
{
    /// <summary>The rule of the pair: the activation passes what arrives on, the layer before it does the work of both.</summary>
    public IReadOnlyList<Replacement> Replacements =>
    [
        new((node, facts) => LayerOf(node, facts) is not null, s => [.. Only(s.Facts.DataInputs(s.Node)[0], s.Gradient)]),
        new((node, facts) => ActivationOf(node, facts) is not null, Rule),
    ];

    private IReadOnlyList<Value> Rule(GradientScope s)
    {
        var layer = LinearLayer.Of(s);
        var activation = s with { Node = ActivationOf(s.Node, s.Facts)! };
        var data = s.Facts.DataInputs(s.Node)[0];
        var difference = s.Input(data) - s.AtReference().Input(data);
        var (above, below) = (SignedParts.Above(difference), SignedParts.Below(difference));
        var (raising, lowering) = (SignedParts.Above(layer.Weight), SignedParts.Below(layer.Weight));
        var up = layer.Forward(above, raising) + layer.Forward(below, lowering);
        var down = layer.Forward(above, lowering) + layer.Forward(below, raising);

        var (ofUp, ofDown) = Effects(activation, up, down);
        var (signalUp, signalDown) =
            (s.Gradient * SignedParts.Quotient(ofUp, up), s.Gradient * SignedParts.Quotient(ofDown, down));
        var forRise = layer.Backward(signalUp, raising) + layer.Backward(signalDown, lowering);
        var forFall = layer.Backward(signalUp, lowering) + layer.Backward(signalDown, raising);
        return layer.Result(forRise.Where(difference > 0, forFall.Where(difference < 0, (forRise + forFall) * 0.5f)));
    }

    // Δy⁺ and Δy⁻: each change with and without the other, and the mean of both.
    private static (Value Up, Value Down) Effects(GradientScope activation, Value up, Value down)
    {
        var (data, reference) = (activation.Facts.DataInputs(activation.Node)[0], activation.AtReference());
        Value At(Value change) => reference.WithInput(data, reference.Input(data) + change).Recomputed().Output();
        var (y, y0, withUp, withDown) = (activation.Output(), reference.Output(), At(up), At(down));
        return ((withUp - y0 + y - withDown) * 0.5f, (withDown - y0 + y - withUp) * 0.5f);
    }

    /// <summary>The activation that reads the results of a linear layer, and nothing else does.</summary>
    private Node? ActivationOf(Node layer, GraphFacts facts)
    {
        if (!facts.IsLinearLayer(layer) || (!convolutions && facts.IsConvolution(layer)))
            return null;
        var result = (facts.BiasAfter(layer) ?? layer).Outputs[0];
        return !facts.Graph.Outputs.Contains(result) && facts.ReadersOf(result).ToList() is [{ Domain: "" } only]
            && OperatorFamilies.Of(only, facts) == OperatorFamily.Elementwise && facts.DataInputs(only).Count == 1
            && facts.Shapes.Of(only.Outputs[0]).SequenceEqual(facts.Shapes.Of(result))
                ? only
                : null;
    }

    private Node? LayerOf(Node activation, GraphFacts facts)
    {
        if (facts.DataInputs(activation) is not [var data])
            return null;
        var before = facts.ProducerOf(activation.Inputs[data]);
        if (before is { Operator: "Add" } && facts.DataInputs(before) is [var summand])
            before = facts.ProducerOf(before.Inputs[summand]);
        return before is not null && ReferenceEquals(ActivationOf(before, facts), activation) ? before : null;
    }

    private static IEnumerable<Value> Only(int input, Value value) => Enumerable.Repeat(Value.None, input).Append(value);
}
