using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Loading;

/// <summary>A network with what finders ask again and again: who makes a tensor, who reads it, what lies between the image and
/// the scores.</summary>
internal sealed class NetworkMap(Graph graph, ShapeTable shapes, string input, string scores, ImageSize image)
{
    private readonly Dictionary<string, Node> _producers = graph.Producers();
    private readonly ILookup<string, Node> _readers = graph.Nodes
        .SelectMany(n => n.Reads.Distinct().Select(i => (Tensor: i, Node: n))).ToLookup(pair => pair.Tensor, pair => pair.Node);

    private PlaceTable? _places;

    public static NetworkMap Of(LoadedNetwork network) =>
        new(network.Graph.WithOutputs([network.Scores]), network.Shapes, network.Input, network.Scores, network.Size);

    public Graph Graph => graph;

    public ShapeTable Shapes => shapes;

    public string Input => input;

    public string Scores => scores;

    /// <summary>The tensors that carry the image's values to the scores.</summary>
    public HashSet<string> Path { get; } = DataPath.Between(graph, input, scores);

    /// <summary>The node that makes a tensor of the path; not for the input.</summary>
    public Node Producer(string tensor) => _producers[tensor];

    /// <summary>The nodes that read a tensor.</summary>
    public IEnumerable<Node> Readers(string tensor) => _readers[tensor];

    /// <summary>The tensors of the path that a node reads.</summary>
    public IReadOnlyList<string> Data(Node node) => [.. node.Inputs.Where(Path.Contains).Distinct()];

    /// <summary>The shape for one image; empty where the first axis does not count the images.</summary>
    public int[] ShapeOf(string tensor) => shapes.PerBatch(tensor) is [null, ..] ? [.. shapes.Of(tensor).Skip(1).Select(d => (int)d)] : [];

    /// <summary>Channels and places of a tensor; null if it has no places.</summary>
    public PlaceLayout? Places(string tensor) =>
        (_places ??= new PlaceTable(graph.Nodes.Where(n => DataPath.Passes(n, Path)), Data, ShapeOf, input, image))[tensor];

    /// <summary>The tensors that every path from the image to the scores passes, from the image on, scores included.</summary>
    /// <remarks>Right after a node has run, its result is such a tensor if nothing else that was computed before is still
    /// to be read.</remarks>
    public IEnumerable<string> Cuts()
    {
        var nodes = graph.Nodes.Where(n => DataPath.Passes(n, Path)).ToList();
        var lastRead = new Dictionary<string, int>();
        for (var i = 0; i < nodes.Count; i++)
            foreach (var tensor in Data(nodes[i]))
                lastRead[tensor] = i;
        lastRead[scores] = nodes.Count;
        var open = new HashSet<string> { input };
        for (var i = 0; i < nodes.Count; i++)
        {
            open.RemoveWhere(t => lastRead[t] <= i);
            open.UnionWith(nodes[i].Outputs.Where(t => Path.Contains(t) && lastRead.ContainsKey(t)));
            if (open.Count == 1)
                yield return open.First();
        }
    }
}
