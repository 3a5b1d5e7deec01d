using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Gives a network other scores, each one of its own times a factor.</summary>
/// <remarks>The weights of the last linear layer are replaced, where there is one: relevance then starts at a layer as it does in any other
/// network. Else the scores are picked.</remarks>
internal sealed class LastLayer
{
    private readonly string _prefix;
    private readonly Graph _graph;
    private readonly GraphBuilder _builder;
    private readonly ScoreTail _tail;
    private readonly int _count;
    private readonly IReadOnlyList<(int Score, float Factor)> _wanted;

    private LastLayer(Graph graph, int count, IReadOnlyList<(int Score, float Factor)> wanted, string prefix)
    {
        (_graph, _builder, _tail) = (graph, GraphBuilder.From(graph, prefix), new ScoreTail(graph));
        (_count, _wanted, _prefix) = (count, wanted, prefix);
    }

    /// <summary>The graph with the wanted scores, N×wanted.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="scores">The tensor with <paramref name="count"/> scores an image.</param>
    /// <param name="count">The number of scores.</param>
    /// <param name="wanted">Which of them, in order, times what.</param>
    /// <param name="prefix">How new tensors begin.</param>
    public static (Graph Graph, string Scores) Of(
        Graph graph, string scores, int count, IReadOnlyList<(int Score, float Factor)> wanted, string prefix)
    {
        var layer = new LastLayer(graph, count, wanted, prefix);
        var result = layer.Wanted(scores);
        return (layer._builder.Build([result.Name]), result.Name);
    }

    private Value Wanted(string tensor)
    {
        tensor = _tail.Unshaped(tensor);
        return _tail.Producer(tensor) switch
        {
            { Operator: "Gemm" } node when HasConstantBias(node) && Weights(node, node.Int("transB") == 0 ? 1 : 0) is { } weights =>
                Layer(node, weights),
            { Operator: "Conv" } node when HasConstantBias(node) && Weights(node, 0) is { } weights => Layer(node, weights),
            { Operator: "MatMul" } node when Weights(node, 1) is { } weights => Layer(node, weights),
            { Operator: "Add" or "Sub" } node when IsBias(node.Inputs[1]) => Sum(node, Wanted(node.Inputs[0]), Bias(node.Inputs[1])),
            { Operator: "Add" } node when IsBias(node.Inputs[0]) => Sum(node, Wanted(node.Inputs[1]), Bias(node.Inputs[0])),
            _ => Picked(_builder.Existing(tensor).Reshape(-1, _count)),
        };
    }

    private Value Layer(Node node, string weights)
    {
        IReadOnlyList<string> inputs =
            [node.Inputs[0], weights, .. node.HasInput(2) ? [Bias(node.Inputs[2])] : (IReadOnlyList<string>)[]];
        return Again(node, inputs).Reshape(-1, _wanted.Count);
    }

    private Value Sum(Node node, Value scores, string bias) => Again(node, [scores.Name, bias]);

    private Value Again(Node node, IReadOnlyList<string> inputs)
    {
        var output = $"{_prefix}{node.Outputs[0]}";
        _builder.Add(node with { Inputs = inputs, Outputs = [output], Name = $"{_prefix}{node.Label}" });
        return _builder.Existing(output);
    }

    private Value Picked(Value scores)
    {
        var picked = _builder.Op("Gather", [scores, _builder.Ints([.. _wanted.Select(w => (long)w.Score)])], ("axis", 1L));
        return _wanted.All(w => w.Factor == 1)
            ? picked
            : picked * _builder.Constant(Graphs.Constant.Of([.. _wanted.Select(w => w.Factor)], [1, _wanted.Count]));
    }

    private bool HasConstantBias(Node node) => !node.HasInput(2) || IsBias(node.Inputs[2]);

    // Numbers along the last axis alone: one for each score.
    private bool IsBias(string tensor) =>
        _graph.Constants.TryGetValue(tensor, out var constant) && constant.Type == ElementType.Float && constant.Count == _count
        && constant.Dims.SkipLast(1).All(length => length == 1);

    // The weights of the wanted scores along the axis of results; null where they are no constant of all scores.
    private string? Weights(Node node, int axis)
    {
        if (!_graph.Constants.TryGetValue(node.Inputs[1], out var weights) || weights.Type != ElementType.Float
            || axis >= weights.Dims.Count || weights.Dims[axis] != _count || (node.Operator == "MatMul" && weights.Dims.Count != 2)
            || (node.Operator == "Conv" && node.Int("group", 1) != 1))
            return null;
        return Constant(node.Inputs[1], weights.Floats, weights.Dims, axis);
    }

    private string Bias(string tensor)
    {
        var bias = _graph.Constants[tensor];
        return Constant(tensor, bias.Floats, [_count], 0);
    }

    private string Constant(string of, ReadOnlySpan<float> values, IReadOnlyList<long> dims, int axis)
    {
        var inner = (int)dims.Skip(axis + 1).Aggregate(1L, (a, b) => a * b);
        var outer = values.Length / inner / _count;
        var wanted = new float[outer * _wanted.Count * inner];
        for (var o = 0; o < outer; o++)
            for (var k = 0; k < _wanted.Count; k++)
                for (var i = 0; i < inner; i++)
                    wanted[(o * _wanted.Count + k) * inner + i] =
                        values[(o * _count + _wanted[k].Score) * inner + i] * _wanted[k].Factor;
        return _builder.Weight(
            $"{_prefix}{of}", Graphs.Constant.Of(wanted, [.. dims.Select((length, i) => i == axis ? _wanted.Count : length)])).Name;
    }
}
