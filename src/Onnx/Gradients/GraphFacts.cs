using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Gradients;

/// <summary>What a rule may know of the forward graph beyond its own node.</summary>
public sealed class GraphFacts
{
    private static readonly HashSet<string> LinearOperators = ["Conv", "ConvTranspose", "Gemm", "MatMul"];

    private readonly Lazy<HashSet<string>> _afterLayers;
    private readonly Lazy<HashSet<string>> _beforeLayers;
    private readonly Lazy<IReadOnlyList<Node>> _lastLayers;
    private readonly Lazy<ILookup<string, Node>> _readers;
    private readonly Lazy<Dictionary<string, Node>> _producers;

    /// <summary>Looks at a graph.</summary>
    /// <param name="graph">The forward graph.</param>
    /// <param name="shapes">Its observed shapes.</param>
    /// <param name="output">The tensor that is explained.</param>
    public GraphFacts(Graph graph, ShapeTable shapes, string output)
    {
        (Graph, Shapes) = (graph, shapes);
        Data = graph.Descendants(graph.Inputs.Select(i => i.Name));
        _afterLayers = new(() => graph.Descendants(graph.Nodes.Where(IsLinearLayer).SelectMany(n => n.Outputs)));
        _producers = new(graph.Producers);
        _readers = new(() => graph.Nodes.SelectMany(n => n.Inputs.Distinct().Select(i => (i, n))).ToLookup(pair => pair.i, pair => pair.n));
        _beforeLayers = new(() => graph.Ancestors(graph.Nodes.Where(IsLinearLayer).Select(n => n.Inputs[DataInputs(n)[0]])));
        _lastLayers = new(() =>
        {
            var needed = graph.Ancestors([output]);
            return [.. graph.Nodes.Where(IsLinearLayer)
                .Where(n => needed.Contains(n.Outputs[0]) && !_beforeLayers.Value.Contains(n.Outputs[0]))];
        });
    }

    /// <summary>The forward graph.</summary>
    public Graph Graph { get; }

    /// <summary>Its observed shapes.</summary>
    public ShapeTable Shapes { get; }

    /// <summary>The tensors that depend on the image; all others are constant.</summary>
    public IReadOnlySet<string> Data { get; }

    /// <summary>The positions of a node's inputs that depend on the image.</summary>
    public IReadOnlyList<int> DataInputs(Node node) =>
        [.. Enumerable.Range(0, node.Inputs.Count).Where(i => node.HasInput(i) && Data.Contains(node.Inputs[i]))];

    /// <summary>Whether a node multiplies the data by constant weights: a convolution or a matrix product.</summary>
    public bool IsLinearLayer(Node node) =>
        node.Domain.Length == 0 && LinearOperators.Contains(node.Operator) && DataInputs(node) is [0 or 1];

    /// <summary>Whether a linear layer is a convolution.</summary>
    public bool IsConvolution(Node node) => IsLinearLayer(node) && node.Operator.StartsWith("Conv", StringComparison.Ordinal);

    /// <summary>Whether a linear layer reads the image with no other linear layer in between.</summary>
    public bool IsFirstLayer(Node node) => IsLinearLayer(node) && !_afterLayers.Value.Contains(node.Inputs[DataInputs(node)[0]]);

    /// <summary>The linear layers with no other between them and the scores: the classifier, or several whose results are joined.</summary>
    public IReadOnlyList<Node> LastLayers => _lastLayers.Value;

    /// <summary>Whether a linear layer is one of the <see cref="LastLayers"/>.</summary>
    public bool IsLastLayer(Node node) => LastLayers.Contains(node, ReferenceEqualityComparer.Instance);

    /// <summary>Whether a node comes after all linear layers: it makes scores of what they give.</summary>
    public bool IsAfterLayers(Node node) =>
        _afterLayers.Value.Contains(node.Outputs[0]) && !_beforeLayers.Value.Contains(node.Outputs[0]) && !IsLinearLayer(node);

    /// <summary>The node that makes a tensor; null for inputs and constants.</summary>
    public Node? ProducerOf(string tensor) => _producers.Value.GetValueOrDefault(tensor);

    /// <summary>The nodes that read a tensor.</summary>
    public IEnumerable<Node> ReadersOf(string tensor) => _readers.Value[tensor];

    /// <summary>The addition of a constant right after a linear layer without a bias of its own, whose result nobody else reads:
    /// its bias.</summary>
    public Node? BiasAfter(Node layer) =>
        !layer.HasInput(2)
            && !Graph.Outputs.Contains(layer.Outputs[0]) && _readers.Value[layer.Outputs[0]].ToList() is [{ Operator: "Add" } add]
        && DataInputs(add).Count == 1 && Shapes.Of(add.Outputs[0]).SequenceEqual(Shapes.Of(layer.Outputs[0]))
            ? add
            : null;
}
