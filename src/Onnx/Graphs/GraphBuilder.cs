namespace VisEval.Onnx.Graphs;

/// <summary>A graph under construction: appends operators and gives their results fresh names.</summary>
/// <param name="prefix">Begins every fresh name, so that generated tensors never meet those of a file.</param>
public sealed class GraphBuilder(string prefix = "")
{
    private readonly List<GraphInput> _inputs = [];
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, Constant> _constants = [];
    private readonly Dictionary<string, IReadOnlyList<long?>> _shapes = [];
    private IReadOnlyDictionary<string, long> _opsets = new Dictionary<string, long> { [""] = Graph.WorkingOpset };
    private int _count;

    /// <summary>Starts from all inputs, nodes and constants of an existing graph.</summary>
    public static GraphBuilder From(Graph graph, string prefix)
    {
        var builder = new GraphBuilder(prefix);
        builder._inputs.AddRange(graph.Inputs);
        builder._nodes.AddRange(graph.Nodes);
        builder._opsets = graph.Opsets;
        foreach (var (name, constant) in graph.Constants)
            builder._constants[name] = constant;
        foreach (var (name, shape) in graph.StatedShapes)
            builder._shapes[name] = shape;
        return builder;
    }

    /// <summary>An input that is fed at run time; null lengths are free.</summary>
    public Value Input(string name, ElementType type, params IReadOnlyList<long?> dims)
    {
        _inputs.Add(new GraphInput(name, type, dims));
        return new Value(this, name);
    }

    /// <summary>A named constant, for example a weight.</summary>
    public Value Weight(string name, Constant constant)
    {
        _constants[name] = constant;
        return new Value(this, name);
    }

    /// <summary>An unnamed constant.</summary>
    public Value Constant(Constant constant) => Weight(Fresh("const"), constant);

    /// <summary>A float scalar.</summary>
    public Value Scalar(float value) => Constant(Graphs.Constant.Scalar(value));

    /// <summary>A one-dimensional tensor of 64-bit integers: a shape, axes, positions.</summary>
    public Value Ints(params ReadOnlySpan<long> values) => Constant(Graphs.Constant.Ints(values));

    /// <summary>A tensor that exists already.</summary>
    public Value Existing(string name) => new(this, name);

    /// <summary>Appends an operator with one result.</summary>
    public Value Op(string op, IReadOnlyList<Value> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = Fresh(op);
        _nodes.Add(Node.Of(op, Names(inputs), [output], attributes));
        return new Value(this, output);
    }

    /// <summary>Appends an operator with several results.</summary>
    public IReadOnlyList<Value> Op(
        string op, int results, IReadOnlyList<Value> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var outputs = Enumerable.Range(0, results).Select(_ => Fresh(op)).ToList();
        _nodes.Add(Node.Of(op, Names(inputs), outputs, attributes));
        return [.. outputs.Select(o => new Value(this, o))];
    }

    /// <summary>Appends a node as it is.</summary>
    public void Add(Node node) => _nodes.Add(node);

    /// <summary>States the shape of a tensor for the runtime; null stands for the batch.</summary>
    public void State(Value value, IReadOnlyList<long?> shape) => _shapes[value.Name] = shape;

    /// <summary>The finished graph.</summary>
    public Graph Build(IReadOnlyList<string> outputs) =>
        new([.. _inputs], outputs, [.. _nodes], new Dictionary<string, Constant>(_constants), _opsets)
        {
            StatedShapes = new Dictionary<string, IReadOnlyList<long?>>(_shapes),
        };

    private static List<string> Names(IReadOnlyList<Value> inputs) => [.. inputs.Select(i => i.Name ?? "")];

    /// <summary>A name that no tensor has.</summary>
    internal string Fresh(string what) => $"{prefix}{what}_{_count++}";
}
