using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Runtime;

/// <summary>One question to a network as a session: cuts batches to the memory budget and puts the answers together.</summary>
internal sealed class NetworkProgram : IDisposable
{
    // More images at once bring no more speed on processors, only memory.
    private const int LargestMicroBatch = 64;

    private readonly Session _session;
    private readonly string _input;
    private readonly string? _seed;
    private readonly long[] _inputShape;
    private readonly long[] _seedShape;
    private readonly int _microBatch;
    private readonly Dictionary<string, int> _index = [];

    public NetworkProgram(LoadedNetwork network, EngineOptions options, Graph graph, string? seed, IReadOnlyList<string> gradients)
    {
        _session = RuntimeMessage.Guard(network.Path, () => new Session(graph, options.Threads));
        (_input, _seed, Gradients) = (network.Input, seed, gradients);
        _inputShape = [network.Size.Channels, network.Size.Height, network.Size.Width];
        _seedShape = [.. network.Shapes.Of(network.Scores).Skip(1)];
        _microBatch = MicroBatch(network, graph, options, backwards: seed is not null);
        for (var i = 0; i < graph.Outputs.Count; i++)
            _index[graph.Outputs[i]] = i;
    }

    /// <summary>The gradient tensors, in the order asked.</summary>
    public IReadOnlyList<string> Gradients { get; }

    public int IndexOf(string tensor) => _index[tensor];

    /// <summary>Answers for a batch of any size; the outputs in order, their first axis the images.</summary>
    public IReadOnlyList<Tensor> Run(Tensor batch, Tensor? seed)
    {
        var results = new Tensor[_session.Outputs.Count];
        for (var start = 0; start < batch.BatchSize; start += _microBatch)
        {
            var count = Math.Min(_microBatch, batch.BatchSize - start);
            var feeds = new List<(string, Memory<float>, long[])> { (_input, Part(batch, start, count), [count, .. _inputShape]) };
            if (_seed is not null)
                feeds.Add((_seed, Part(seed!, start, count), [count, .. _seedShape]));
            var first = start;
            _session.RunRaw(feeds, (i, value) => Receive(results, i, value, first, count, batch.BatchSize));
        }
        return results;
    }

    public void Dispose() => _session.Dispose();

    private static void Receive(Tensor[] results, int index, OrtValue value, int start, int count, int total)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        if (shape.Length == 0 || shape[0] != count)
            throw new InvalidOperationException(
                $"An output has the shape [{string.Join("×", shape)}] for {count} images: its first axis does not count them.");
        results[index] ??= Tensor.Zeros([total, .. shape[1..].Select(d => (int)d)]);
        value.GetTensorDataAsSpan<float>().CopyTo(results[index].Values.AsSpan(start * results[index].ItemLength));
    }

    private static Memory<float> Part(Tensor tensor, int start, int count) =>
        tensor.Values.AsMemory(start * tensor.ItemLength, count * tensor.ItemLength);

    // The runtime frees a tensor after its last use, so a forward pass holds a part of all activations at a time; a backward pass
    // holds them all, and as much again for the derivatives.
    private static int MicroBatch(LoadedNetwork network, Graph graph, EngineOptions options, bool backwards)
    {
        var elements = graph.Nodes.SelectMany(n => n.Outputs).Where(network.Shapes.Knows).Sum(network.Shapes.PerImage);
        var bytes = elements * sizeof(float) * (backwards ? 3.0 : 0.5);
        return (int)Math.Clamp(options.MemoryMegabytes * 1e6 / Math.Max(1, bytes), 1, LargestMicroBatch);
    }
}
