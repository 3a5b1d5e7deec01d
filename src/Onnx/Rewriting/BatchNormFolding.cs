using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Rewriting;

/// <summary>Takes batch normalizations into the linear layers before them.</summary>
/// <remarks>γ·(W·x + b − μ)/√(σ² + ε) + β is one linear layer with the weights W·γ/√(σ² + ε) and the bias
/// (b − μ)·γ/√(σ² + ε) + β.</remarks>
internal static class BatchNormFolding
{
    /// <summary>Folds every BatchNormalization whose input is made by a Conv, ConvTranspose or Gemm with constant weights and read by
    /// nothing else.</summary>
    /// <param name="graph">A graph in the working operator set.</param>
    /// <param name="keep">Tensors that must stay: a layer that makes one of them is not folded.</param>
    public static Graph Apply(Graph graph, IReadOnlyCollection<string> keep)
    {
        var producers = graph.Producers();
        var readers = graph.Nodes.SelectMany(n => n.Reads).CountBy(i => i).ToDictionary();
        var constants = graph.Constants.ToDictionary();
        var replaced = new Dictionary<Node, Node?>(ReferenceEqualityComparer.Instance);
        foreach (var normalization in graph.Nodes.Where(n => n.Operator == "BatchNormalization" && n.Domain.Length == 0))
        {
            var between = normalization.Inputs[0];
            if (keep.Contains(between) || graph.Outputs.Contains(between) || readers[between] > 1
                || !producers.TryGetValue(between, out var layer) || Fold(layer, normalization, constants) is not { } folded)
                continue;
            replaced[layer] = null;
            replaced[normalization] = folded;
        }
        return graph with
        {
            Nodes = [.. graph.Nodes.Select(n => replaced.GetValueOrDefault(n, n)).OfType<Node>()],
            Constants = constants,
        };
    }

    private static Node? Fold(Node layer, Node normalization, Dictionary<string, Constant> constants)
    {
        float[]? Vector(Node node, int index) =>
            node.HasInput(index)
                && constants.TryGetValue(node.Inputs[index], out var c) && c.Type == ElementType.Float ? c.Floats.ToArray() : null;
        if (normalization.Int("training_mode") == 1 || OutputAxis(layer) is not { } axis
            || !constants.TryGetValue(layer.Inputs[1], out var weights) || weights.Type != ElementType.Float
            || Vector(normalization, 1) is not { } scale || Vector(normalization, 2) is not { } shift
            || Vector(normalization, 3) is not { } mean || Vector(normalization, 4) is not { } variance
            || (layer.HasInput(2) && Vector(layer, 2) is null))
            return null;

        var channels = scale.Length;
        var factors = new float[channels];
        var bias = new float[channels];
        var old = Vector(layer, 2);
        // A Gemm may have one bias for all columns.
        if (old is { Length: not 1 } && old.Length != channels)
            return null;
        var beta = layer.Float("beta", 1);
        for (var c = 0; c < channels; c++)
        {
            var factor = scale[c] / Math.Sqrt((double)variance[c] + normalization.Float("epsilon", 1e-5f));
            factors[c] = (float)factor;
            bias[c] = (float)(((old is null ? 0 : beta * (double)old[old.Length == 1 ? 0 : c]) - mean[c]) * factor + shift[c]);
        }
        var output = normalization.Outputs[0];
        var (weightName, biasName) = ($"viseval_{output}_weights", $"viseval_{output}_bias");
        if (Scale(weights, axis, layer.Int("group", 1), factors) is not { } scaled)
            return null;
        constants[weightName] = scaled;
        constants[biasName] = Constant.Of(bias, channels);
        return layer.Without("beta") with { Inputs = [layer.Inputs[0], weightName, biasName], Outputs = [output] };
    }

    // The axis of the weights that counts the layer's results.
    private static int? OutputAxis(Node layer) => layer switch
    {
        { Domain.Length: > 0 } => null,
        { Operator: "Conv" } => 0,
        { Operator: "ConvTranspose" } => 1,
        { Operator: "Gemm" } => layer.Int("transB") == 1 ? 0 : 1,
        _ => null,
    };

    // The weights of a grouped transposed convolution are [C, M/group, k…]: which result a column is for depends on its group.
    private static Constant? Scale(Constant weights, int axis, long groups, float[] factors)
    {
        var length = weights.Dims[axis];
        if (axis == 0 ? length != factors.Length : length * groups != factors.Length)
            return null;
        var inner = weights.Dims.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        var perGroup = weights.Count / groups;
        var values = weights.Floats.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            var index = i / inner % length;
            values[i] *= factors[axis == 0 ? index : (i / perGroup * length) + index];
        }
        return Constant.Of(values, weights.Dims);
    }
}
