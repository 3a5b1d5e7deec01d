using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>The facts of a network, each found when it is first asked for.</summary>
internal sealed class NetworkFacts : INetworkFacts
{
    private readonly LoadedNetwork _network;
    private readonly Lazy<string?> _camTensor;
    private readonly Lazy<Landmarks> _landmarks;
    private readonly Lazy<IReadOnlyList<string>> _tensors;
    private readonly Lazy<ReceptiveFields> _fields;
    private readonly Lazy<OwnNormalization?> _normalization;
    private readonly Lazy<ClosedPaths> _closedPaths;
    private readonly Lazy<IReadOnlyList<BiasTerm>> _biases;
    private readonly Lazy<IReadOnlyList<string>> _weightLayers;

    /// <param name="network">The network.</param>
    /// <param name="graph">Its graph with the weights it is run with.</param>
    /// <param name="camTensor">The tensor for class activation methods; null to find it.</param>
    public NetworkFacts(LoadedNetwork network, Func<Graph> graph, string? camTensor)
    {
        _network = network;
        _camTensor = new(() => camTensor ?? CamTensorFinder.Find(NetworkMap.Of(network)));
        _tensors = new(() =>
        [
            .. network.Graph.WithOutputs([network.Scores]).Nodes.SelectMany(n => n.Outputs).Where(t => t.Length > 0 && HasRows(t)),
        ]);
        _fields = new(() => new ReceptiveFields(network));
        _landmarks = new(() => Landmarks.Of(network));
        _normalization = new(() => OwnNormalization.Of(network));
        _closedPaths = new(() => ClosedPaths.Of(network.Graph, network.Input, network.Scores));
        _biases = new(() => BiasTerm.Of(graph(), network.Shapes, network.Scores));
        _weightLayers = new(() => [.. WeightLayer.Of(network.Graph.WithOutputs([network.Scores])).Select(l => l.Name)]);
    }

    public string InputTensor => _network.Input;

    public string CamTensor => FoundCamTensor ?? throw new NotApplicableException(
        "no-layer", $"{_network.Path}: no tensor with height and width leads to the scores, so class activation methods have no layer.");

    /// <summary>The tensor for class activation methods, or null where the network has none.</summary>
    public string? FoundCamTensor => _camTensor.Value;

    public ReceptiveField? FieldOf(string tensor) => _fields.Value[tensor];

    public IReadOnlyList<string> Tensors => _tensors.Value;

    public Landmarks Landmarks => _landmarks.Value;

    public ClosedPaths ClosedPaths => _closedPaths.Value;

    public IReadOnlyList<string> ClassNames => _network.ClassNames;

    public string? ScoreDoubt { get; set; }

    public OwnNormalization? Normalization => _normalization.Value;

    public IReadOnlyList<string> Warnings => [.. _network.Warnings, .. ScoreDoubt is { } doubt ? [doubt] : Array.Empty<string>()];

    public IReadOnlyList<BiasTerm> Biases => _biases.Value;

    public IReadOnlyList<string> WeightLayers => _weightLayers.Value;

    /// <summary>The number of values that a tensor has for an image.</summary>
    /// <exception cref="InputException">There is no such tensor, or it has no floating-point values for each image.</exception>
    public long RowOf(string tensor)
    {
        var shape = ShapeOf(tensor);
        return HasRows(tensor)
            ? shape.Aggregate(1L, (count, length) => count * length)
            : throw new InputException(
                $"{_network.Path}: the tensor '{tensor}' holds no floating-point numbers for each image, so it has no derivative. "
                + $"Name another one, such as {string.Join(" or ", Tensors.TakeLast(2).Select(t => $"'{t}'"))}.");
    }

    public IReadOnlyList<int> ShapeOf(string tensor) => _network.Shapes.Knows(tensor)
        ? ResultPart.Shape(_network, tensor)
        : throw new InputException(
            $"{_network.Path}: there is no tensor '{tensor}'. "
            + Suggestions.Sentence(tensor, [.. _network.Graph.Nodes.SelectMany(n => n.Outputs)]));

    // The values of a tensor belong to images where its first axis grows with them and nothing else does.
    private bool HasRows(string tensor) =>
        _network.Shapes.Knows(tensor) && _network.Shapes.TypeOf(tensor) == ElementType.Float
        && (_network.Shapes.Of(tensor), _network.Shapes.Three[tensor]) is ([> 0, ..] two, [> 0, ..] three)
        && 3 * two[0] == 2 * three[0] && two.Skip(1).SequenceEqual(three.Skip(1));
}
