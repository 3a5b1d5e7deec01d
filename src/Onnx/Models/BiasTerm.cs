using VisEval.Onnx.Gradients;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Models;

/// <summary>A trained constant that a layer adds to its result.</summary>
/// <param name="Tensor">The result, with the bias in it.</param>
/// <param name="Values">One value a channel.</param>
/// <param name="Plane">How many neighbouring elements of the result share a channel.</param>
public sealed record BiasTerm(string Tensor, IReadOnlyList<float> Values, int Plane)
{
    /// <summary>What is added to element <paramref name="index"/> of one image's result.</summary>
    public float At(int index) => Values[index / Plane % Values.Count];

    /// <summary>The biases of a graph's layers, in its order: those of convolutions and matrix products, there or added right after, and
    /// β − γ·μ/√(σ² + ε) of batch normalizations that stand by themselves.</summary>
    internal static IReadOnlyList<BiasTerm> Of(Graph graph, ShapeTable shapes, string output)
    {
        var facts = new GraphFacts(graph, shapes, output);
        return [.. graph.WithOutputs([output]).Nodes.Select(n => Of(n, facts)).OfType<BiasTerm>()];
    }

    private static BiasTerm? Of(Node node, GraphFacts facts)
    {
        if (node.Domain.Length == 0 && node.Operator == "BatchNormalization")
            return Normalization(node, facts);
        if (!facts.IsLinearLayer(node))
            return null;
        if (facts.BiasAfter(node) is { } add)
            return Added(add.Outputs[0], add.Inputs[1 - facts.DataInputs(add)[0]], 1, facts);
        return node.HasInput(2) ? Added(node.Outputs[0], node.Inputs[2], node.Float("beta", 1), facts) : null;
    }

    private static BiasTerm? Normalization(Node node, GraphFacts facts)
    {
        var parameters = node.Inputs.Skip(1).Select(i => facts.Graph.Constants.GetValueOrDefault(i)).ToList();
        if (parameters is not [{ Type: ElementType.Float } scale, { Type: ElementType.Float } shift, { Type: ElementType.Float } mean,
            { Type: ElementType.Float } variance])
            return null;
        var values = new float[scale.Count];
        for (var c = 0; c < values.Length; c++)
            values[c] = (float)(shift.Floats[c]
                - scale.Floats[c] * (double)mean.Floats[c] / Math.Sqrt((double)variance.Floats[c] + node.Float("epsilon", 1e-5f)));
        return new BiasTerm(node.Outputs[0], values, Spatial(node.Outputs[0], facts));
    }

    // A bias of one axis counts channels: the second axis for a convolution's own, else wherever its axis falls in the result.
    private static BiasTerm? Added(string tensor, string bias, float factor, GraphFacts facts)
    {
        if (!facts.Graph.Constants.TryGetValue(bias, out var constant) || constant.Type != ElementType.Float)
            return null;
        var values = constant.Floats.ToArray();
        for (var i = 0; i < values.Length; i++)
            values[i] *= factor;
        var own = facts.ProducerOf(tensor) is { } node && facts.IsConvolution(node);
        var trailing = constant.Dims.Reverse().TakeWhile(d => d == 1).Count();
        var plane = own ? Spatial(tensor, facts) : facts.Shapes.Of(tensor).TakeLast(trailing).Aggregate(1L, (a, b) => a * b);
        return new BiasTerm(tensor, values, (int)plane);
    }

    private static int Spatial(string tensor, GraphFacts facts) => (int)facts.Shapes.Of(tensor).Skip(2).Aggregate(1L, (a, b) => a * b);
}
