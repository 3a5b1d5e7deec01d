using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Onnx.Gradients;
using VisEval.Onnx.Loading;
using VisEval.Onnx.Relevance;

namespace VisEval.Onnx.Runtime;

/// <summary>A network from an ONNX file, run by ONNX Runtime.</summary>
/// <remarks>Every question (scores, some activations, a gradient by some rules) is one graph and one session, made when it is first
/// asked and kept.</remarks>
public sealed class OnnxModel : IModel, IDisposable
{
    private readonly LoadedNetwork _network;
    private readonly EngineOptions _options;
    private readonly ConcurrentDictionary<string, Lazy<NetworkProgram>> _programs = new();
    private readonly Lazy<string?> _camTensor;
    private readonly Lazy<IReadOnlyList<WeightLayer>> _weightLayers;

    private OnnxModel(LoadedNetwork network, EngineOptions options, string? camTensor)
    {
        _network = network;
        _options = options;
        _camTensor = new(() => camTensor ?? CamTensorFinder.Find(network.Graph, network.Shapes, network.Scores));
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
        var model = new OnnxModel(NetworkLoader.Load(path, inputSize), options ?? new EngineOptions(), camTensor);
        if (camTensor is not null)
            model.ShapeOf(camTensor);
        return model;
    }

    /// <summary>What was done to the network when it was opened, in order; sentences for a person.</summary>
    public IReadOnlyList<string> Notes => _network.Notes;

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
    public IReadOnlyList<string> WeightLayers => [.. _weightLayers.Value.Select(l => l.Name)];

    /// <inheritdoc/>
    public ClassScores Predict(Tensor batch) => Scores(Run(Forward([]), batch, null)[0]);

    /// <inheritdoc/>
    public IReadOnlyList<int> ShapeOf(string tensor) => _network.Shapes.Knows(tensor)
        ? [.. _network.Shapes.Of(tensor).Skip(1).Select(d => (int)d)]
        : throw new InputException(
            $"{_network.Path}: there is no tensor '{tensor}'. {Suggestions.Sentence(tensor, [.. _network.Graph.Nodes.SelectMany(n => n.Outputs)])}");

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> Activations(Tensor batch, IReadOnlyList<string> tensors)
    {
        foreach (var tensor in tensors)
            ShapeOf(tensor);
        var program = Forward(tensors);
        var results = Run(program, batch, null);
        return [.. tensors.Select(t => results[program.IndexOf(t)])];
    }

    /// <inheritdoc/>
    public GradientResult Gradient(Tensor batch, Tensor seed, IReadOnlyList<string> of, RuleSet rules)
    {
        foreach (var tensor in of)
            ShapeOf(tensor);
        var program = Derivative(of, rules);
        var results = Run(program, batch, seed);
        return new GradientResult(
            Scores(results[0]),
            [.. of.Select(t => results[program.IndexOf(t)])],
            [.. program.Gradients.Select(t => results[program.IndexOf(t)])]);
    }

    /// <inheritdoc/>
    public IModel Randomize(IReadOnlyCollection<string> layers, Seed seed)
    {
        var constants = _network.Graph.Constants.ToDictionary();
        foreach (var layer in _weightLayers.Value.Where(l => layers.Contains(l.Name)))
            layer.Redraw(constants, seed.For(layer.Name));
        return new OnnxModel(_network with { Graph = _network.Graph with { Constants = constants } }, _options, _camTensor.Value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var program in _programs.Values.Where(p => p.IsValueCreated))
            program.Value.Dispose();
    }

    private IReadOnlyList<Tensor> Run(NetworkProgram program, Tensor batch, Tensor? seed) =>
        RuntimeMessage.Guard(_network.Path, () => program.Run(batch, seed));

    private NetworkProgram Forward(IReadOnlyList<string> tensors) => _programs.GetOrAdd(
        string.Join('\n', tensors),
        _ => new Lazy<NetworkProgram>(() => new NetworkProgram(
            _network, _options, _network.Graph.WithOutputs([.. tensors.Prepend(_network.Scores).Distinct()]), null, []))).Value;

    private NetworkProgram Derivative(IReadOnlyList<string> of, RuleSet rules) => _programs.GetOrAdd(
        string.Join('\n', of.Prepend($"{rules.Name}\0")),
        _ => new Lazy<NetworkProgram>(() =>
        {
            var backward = Backward.Build(_network.Graph, _network.Shapes, _network.Scores, of, rules.For);
            return new NetworkProgram(_network, _options, backward.Graph, backward.Seed, backward.Gradients);
        })).Value;

    private ClassScores Scores(Tensor scores)
    {
        var rows = scores.Reshape(scores.BatchSize, ClassCount);
        return _network.ScoresAreProbabilities ? ClassScores.FromProbabilities(rows) : ClassScores.FromLogits(rows);
    }
}
