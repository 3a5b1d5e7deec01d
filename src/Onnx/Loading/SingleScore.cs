using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>Gives a network with one score an image the form of the others: N×2 logits for yes and no, or N×1 for a number.</summary>
/// <remarks>Yes (class 1) has the score S, no (class 0) has −S, so that the sigmoid of each is its probability and both sum to 1. The
/// weights of the last linear layer are doubled, W and −W, where there is one: relevance then starts at a layer as it does in any network
/// of two classes.</remarks>
internal sealed class SingleScore
{
    private const string Prefix = "viseval_single_";

    private readonly Graph _graph;
    private readonly GraphBuilder _builder;
    private readonly ScoreTail _tail;

    // The sign of the score of class 0; class 1 has the other.
    private readonly float _first;

    private SingleScore(Graph graph, float first = -1) =>
        (_graph, _builder, _tail, _first) = (graph, GraphBuilder.From(graph, Prefix), new ScoreTail(graph), first);

    /// <summary>The graph with scores N×1.</summary>
    public static (Graph Graph, string Scores) AsNumber(Graph graph, string score)
    {
        var single = new SingleScore(graph);
        return single.Ending(single._builder.Existing(score).Reshape(-1, 1));
    }

    /// <summary>The graph with the scores of no and yes, N×2.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="score">The logit of yes.</param>
    /// <param name="yesFirst">Whether yes is class 0 and no class 1.</param>
    public static (Graph Graph, string Scores) AsTwoClasses(Graph graph, string score, bool yesFirst = false)
    {
        var single = new SingleScore(graph, yesFirst ? 1 : -1);
        return single.Ending(single.Doubled(score));
    }

    private (Graph Graph, string Scores) Ending(Value scores) => (_builder.Build([scores.Name]), scores.Name);

    // N×2: −x and x (or x and −x) for the one number x an image of a tensor.
    private Value Doubled(string tensor)
    {
        tensor = _tail.Unshaped(tensor);
        return _tail.Producer(tensor) switch
        {
            { Operator: "Gemm" } node when HasConstantBias(node) && Weights(node, node.Int("transB") == 0 ? 1 : 0) is { } weights =>
                Layer(node, weights),
            { Operator: "Conv" } node when HasConstantBias(node) && Weights(node, 0) is { } weights => Layer(node, weights),
            { Operator: "MatMul" } node when Weights(node, 1) is { } weights => Layer(node, weights),
            { Operator: "Add" or "Sub" } node when IsNumber(node.Inputs[1]) => Sum(node, Doubled(node.Inputs[0]), Bias(node.Inputs[1])),
            { Operator: "Add" } node when IsNumber(node.Inputs[0]) => Sum(node, Doubled(node.Inputs[1]), Bias(node.Inputs[0])),
            _ => Beside(_builder.Existing(tensor).Reshape(-1, 1)),
        };
    }

    private Value Layer(Node node, string weights)
    {
        IReadOnlyList<string> inputs =
            [node.Inputs[0], weights, .. node.HasInput(2) ? [Bias(node.Inputs[2])] : (IReadOnlyList<string>)[]];
        return Again(node, inputs).Reshape(-1, 2);
    }

    private Value Sum(Node node, Value both, string bias) => Again(node, [both.Name, bias]);

    private Value Again(Node node, IReadOnlyList<string> inputs)
    {
        var output = $"{Prefix}{node.Outputs[0]}";
        _builder.Add(node with { Inputs = inputs, Outputs = [output], Name = $"{Prefix}{node.Label}" });
        return _builder.Existing(output);
    }

    private Value Beside(Value score) => _builder.Op("Concat", [score * _first, score * -_first], ("axis", 1L));

    private bool HasConstantBias(Node node) => !node.HasInput(2) || IsNumber(node.Inputs[2]);

    private bool IsNumber(string tensor) =>
        _graph.Constants.TryGetValue(tensor, out var constant) && constant is { Type: ElementType.Float, Count: 1 };

    // The weights of one result, −W and W (or W and −W) along the axis of results; null where they are no constant of one result.
    private string? Weights(Node node, int axis)
    {
        if (!_graph.Constants.TryGetValue(node.Inputs[1], out var weights) || weights.Type != ElementType.Float
            || axis >= weights.Dims.Count || weights.Dims[axis] != 1 || (node.Operator == "MatMul" && weights.Dims.Count != 2)
            || (node.Operator == "Conv" && node.Int("group", 1) != 1))
            return null;
        var values = weights.Floats;
        var (inner, both) = (axis == 0 ? values.Length : 1, new float[2 * values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            var start = i / inner * 2 * inner + i % inner;
            (both[start], both[start + inner]) = (_first * values[i], -_first * values[i]);
        }
        return Constant(node.Inputs[1], both, [.. weights.Dims.Select((length, i) => i == axis ? 2 : length)]);
    }

    private string Bias(string tensor)
    {
        var value = _graph.Constants[tensor].Floats[0];
        return Constant(tensor, [_first * value, -_first * value], [2]);
    }

    private string Constant(string of, float[] values, IReadOnlyList<long> dims) =>
        _builder.Weight($"{Prefix}{of}", Graphs.Constant.Of(values, dims)).Name;
}
