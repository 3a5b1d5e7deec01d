namespace VisEval.Onnx.Graphs;

/// <summary>An input of a graph.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Dims">The length of every axis; null where it is free.</param>
public sealed record GraphInput(string Name, ElementType Type, IReadOnlyList<long?> Dims);

/// <summary>A network as a list of operators in an order in which they can run. Immutable: changes make a new graph.</summary>
/// <param name="Inputs">What is fed.</param>
/// <param name="Outputs">What is asked for.</param>
/// <param name="Nodes">The operators, every one after those it depends on.</param>
/// <param name="Constants">Initializers by name.</param>
/// <param name="Opsets">Operator set version by domain; the standard domain is the empty text.</param>
public sealed record Graph(
    IReadOnlyList<GraphInput> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<Node> Nodes,
    IReadOnlyDictionary<string, Constant> Constants,
    IReadOnlyDictionary<string, long> Opsets)
{
    /// <summary>The operator set every graph is raised to when it is read, and that gradients are written in.</summary>
    public const long WorkingOpset = 21;

    /// <summary>Shapes of inner tensors that the runtime could not work out by itself; null stands for the batch.</summary>
    /// <remarks>Where the runtime knows two shapes to be equal it keeps the tensors in the layout its convolutions use.</remarks>
    public IReadOnlyDictionary<string, IReadOnlyList<long?>> StatedShapes { get; init; } = new Dictionary<string, IReadOnlyList<long?>>();

    /// <summary>The node that produces each tensor.</summary>
    public Dictionary<string, Node> Producers()
    {
        var producers = new Dictionary<string, Node>();
        foreach (var node in Nodes)
            foreach (var output in node.Outputs.Where(o => o.Length > 0))
                producers[output] = node;
        return producers;
    }

    /// <summary>The tensors that a set of tensors depends on, itself included.</summary>
    public HashSet<string> Ancestors(IEnumerable<string> of)
    {
        var needed = new HashSet<string>(of);
        foreach (var node in Nodes.Reverse())
            if (node.Outputs.Any(needed.Contains))
                needed.UnionWith(node.Reads);
        return needed;
    }

    /// <summary>The tensors that depend on a set of tensors, itself included.</summary>
    public HashSet<string> Descendants(IEnumerable<string> of)
    {
        var reached = new HashSet<string>(of);
        foreach (var node in Nodes)
            if (node.Reads.Any(i => i.Length > 0 && reached.Contains(i)))
                reached.UnionWith(node.Outputs);
        return reached;
    }

    /// <summary>The same computation with other outputs, without the nodes and constants that are not needed for them.</summary>
    public Graph WithOutputs(IReadOnlyList<string> outputs)
    {
        var needed = Ancestors(outputs);
        var nodes = Nodes.Where(n => n.Outputs.Any(o => o.Length > 0 && needed.Contains(o))).ToList();
        var used = nodes.SelectMany(n => n.Reads).Concat(outputs).ToHashSet();
        return this with
        {
            Outputs = outputs,
            Nodes = nodes,
            Inputs = [.. Inputs.Where(i => used.Contains(i.Name))],
            Constants = Constants.Where(c => used.Contains(c.Key)).ToDictionary(),
            StatedShapes = StatedShapes.Where(s => used.Contains(s.Key)).ToDictionary(),
        };
    }
}
