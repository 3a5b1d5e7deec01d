using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Inspection;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Runtime;

/// <summary>A network from an ONNX file, run by ONNX Runtime.</summary>
/// <remarks>Every question (scores, some activations, a gradient by some rules) is one graph and one session, made when it is first
/// asked and kept while there is room.</remarks>
public sealed class OnnxModel : IModel, IDisposable
{
    private readonly LoadedNetwork _network;
    private readonly EngineOptions _options;
    private readonly ProgramCache _programs;
    private readonly IReadOnlyList<Redrawn> _redrawn;
    private readonly bool _isCopy;
    private readonly Lazy<string?> _camTensor;
    private readonly Lazy<IReadOnlyList<WeightLayer>> _weightLayers;
    private readonly Lazy<IReadOnlyList<BiasTerm>> _biases;
    private readonly Lazy<Landmarks> _landmarks;
    private readonly ConcurrentDictionary<string, Lazy<Tail>> _tails = new();

    // A part of the network that is run with the same values beside it is asked under the name of that part, whatever the values.
    private readonly object _owner;
    private readonly IReadOnlyList<(string Name, Tensor Value)> _sides;

    private OnnxModel(
        LoadedNetwork network, EngineOptions options, string? camTensor, ProgramCache programs, IReadOnlyList<Redrawn>? redrawn = null,
        object? owner = null, IReadOnlyList<(string Name, Tensor Value)>? sides = null)
    {
        (_network, _programs, _redrawn, _isCopy) = (network, programs, redrawn ?? [], redrawn is not null);
        (_owner, _sides) = (owner ?? this, sides ?? []);
        _options = options;
        _camTensor = new(() => camTensor ?? CamTensorFinder.Find(NetworkMap.Of(network)));
        _biases = new(() => BiasTerm.Of(Graph(), network.Shapes, network.Scores));
        _landmarks = new(() => Landmarks.Of(network));
        _weightLayers = new(() => WeightLayer.Of(network.Graph.WithOutputs([network.Scores])));
    }

    /// <summary>Opens a network.</summary>
    /// <param name="path">An .onnx file.</param>
    /// <param name="options">Threads and memory.</param>
    /// <param name="camTensor">The tensor class activation methods use by default; null to find it.</param>
    /// <param name="inputSize">The image size, for a network that leaves it free.</param>
    /// <exception cref="InputException">The file is not a usable ONNX image classifier, or has no such tensor; says why.</exception>
    public static OnnxModel Open(string path, EngineOptions? options = null, string? camTensor = null, ImageSize? inputSize = null)
    {
        options ??= new EngineOptions();
        var model = new OnnxModel(NetworkLoader.Load(path, inputSize), options, camTensor, new ProgramCache(options.KeptMegabytes * 1_000_000L));
        if (camTensor is not null)
            model.ShapeOf(camTensor);
        return model;
    }

    /// <summary>What was done to the network when it was opened, in order; sentences for a person.</summary>
    public IReadOnlyList<string> Notes => _network.Notes;

    /// <summary>The sessions kept at the moment, those of copies included.</summary>
    internal int KeptSessions => _programs.Count;

    /// <summary>What the file holds: inputs, outputs, operators and their rules, layers for class activation, remarks.</summary>
    public ModelInspection Inspect() => ModelInspection.Of(_network, _camTensor.Value);

    /// <inheritdoc/>
    public ImageSize Input => _network.Size;

    /// <inheritdoc/>
    public int ClassCount => _network.Classes;

    /// <inheritdoc/>
    public string InputTensor => _network.Input;

    /// <inheritdoc/>
    public string CamTensor => _camTensor.Value
        ?? throw new InputException($"{_network.Path}: no tensor with height and width leads to the scores, so class activation methods have no layer.");

    /// <inheritdoc/>
    public Landmarks Landmarks => _landmarks.Value;

    /// <inheritdoc/>
    public IReadOnlyList<BiasTerm> Biases => _biases.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> WeightLayers => [.. _weightLayers.Value.Select(l => l.Name)];

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch) => Forward([], program => Scores(Run(program, batch)[0]));

    /// <inheritdoc/>
    public IReadOnlyList<int> ShapeOf(string tensor) => _network.Shapes.Knows(tensor)
        ? ResultPart.Shape(_network, tensor)
        : throw new InputException(
            $"{_network.Path}: there is no tensor '{tensor}'. {Suggestions.Sentence(tensor, [.. _network.Graph.Nodes.SelectMany(n => n.Outputs)])}");

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        foreach (var tensor in tensors)
            ShapeOf(tensor);
        return Forward(tensors, IReadOnlyList<Tensor> (program) =>
        {
            var results = Run(program, batch);
            return [.. tensors.Select(t => results[program.IndexOf(t)])];
        });
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules, Tensor? reference = null)
    {
        if (rules.ReadsReference && (reference is null || !reference.Shape.SequenceEqual(batch.Shape)))
            throw new ArgumentException($"The rules '{rules.Name}' compare with a reference: one image for each of the batch.", nameof(reference));
        foreach (var tensor in of)
            ShapeOf(tensor);
        return Derivative(of, rules, program =>
        {
            var results = Run(program, batch, seed, reference);
            return new GradientResult(
                Scores(results[0]),
                [.. of.Select(t => results[program.IndexOf(t)])],
                [.. program.Gradients.Select(t => results[program.IndexOf(t)])]);
        });
    }

    /// <inheritdoc/>
    /// <remarks>The weights are drawn when a session is made, and not kept: a network of fifty layers has fifty randomized copies.</remarks>
    public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed, WeightDraw draw = WeightDraw.Normal) => new OnnxModel(
        _network, _options, _camTensor.Value, _programs,
        [.. _redrawn, .. _weightLayers.Value.Where(l => layers.Contains(l.Name)).Select(l => new Redrawn(l, seed.For(l.Name), draw))], sides: _sides);

    /// <inheritdoc/>
    public IModel ShiftInput(float constant) => new OnnxModel(
        RuntimeMessage.Guard(_network.Path, () => InputShift.Of(_network with { Graph = Graph() }, constant, _camTensor.Value)),
        _options, _camTensor.Value, _programs, [], sides: _sides);

    /// <inheritdoc/>
    public IModel After(string tensor, Tensor image)
    {
        if (tensor == InputTensor)
            return this;
        ShapeOf(tensor);
        if (tensor == InputTensor)
            return this;
        var tail = _tails.GetOrAdd(tensor, name => new Lazy<Tail>(() => new Tail(NetworkTail.Of(_network, name)))).Value;
        var (network, sides) = tail.Part;
        var values = sides.Count == 0 ? [] : Activations(image.Reshape(1, Input.Channels, Input.Height, Input.Width), sides);
        return new OnnxModel(
            network, _options, null, _programs, _redrawn, tail,
            [.. sides.Zip(values, (side, value) => (NetworkTail.Fed(side), value.Reshape(tail.Part.RowOf(side))))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A randomized copy shares the budget of the model it came from, and gives back what it used of it.
        if (_isCopy)
        {
            _programs.Drop(_owner);
            foreach (var tail in _tails.Values.Where(t => t.IsValueCreated))
                _programs.Drop(tail.Value);
        }
        else
            _programs.Dispose();
    }

    private IReadOnlyList<Tensor> Run(NetworkProgram program, Tensor batch, Tensor? seed = null, Tensor? reference = null) =>
        RuntimeMessage.Guard(_network.Path, () => program.Run(batch, seed, reference, _sides));

    private T Forward<T>(IReadOnlyList<string> tensors, Func<NetworkProgram, T> question) => _programs.Use(
        _owner,
        string.Join('\n', tensors.Prepend("forward")),
        () => new NetworkProgram(_network, _options, Graph().WithOutputs([.. tensors.Prepend(_network.Scores).Distinct()]), null, [], []),
        question);

    private T Derivative<T>(IReadOnlyList<string> of, RuleSet rules, Func<NetworkProgram, T> question) => _programs.Use(
        _owner,
        string.Join('\n', of.Prepend($"backward by {rules.Name}")),
        () =>
        {
            var backward = rules.Build(Graph(), _network.Shapes, _network.Scores, of, _network.ScoresAreProbabilities);
            return new NetworkProgram(_network, _options, backward.Graph, backward.Seed, backward.Gradients, of, backward.Reference);
        },
        question);

    private Graph Graph()
    {
        if (_redrawn.Count == 0)
            return _network.Graph;
        var constants = _network.Graph.Constants.ToDictionary();
        foreach (var (layer, seed, draw) in _redrawn)
            layer.Redraw(constants, seed, draw);
        return _network.Graph with { Constants = constants };
    }

    private ClassScores Scores(Tensor scores)
    {
        var rows = scores.Reshape(scores.BatchSize, ClassCount);
        return _network.ScoresAreProbabilities ? ClassScores.FromProbabilities(rows) : ClassScores.FromLogits(rows);
    }

    private sealed record Redrawn(WeightLayer Layer, Seed Seed, WeightDraw Draw);

    // A reference type: the part stands for itself as the owner of its programs.
    private sealed class Tail(NetworkTail part)
    {
        public NetworkTail Part => part;
    }
}
