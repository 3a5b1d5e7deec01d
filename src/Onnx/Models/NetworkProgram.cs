using VisEval.Core;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;
using VisEval.Onnx.Loading;

namespace VisEval.Onnx.Models;

/// <summary>One question to a network as a session: cuts batches to the memory budget and puts the answers together.</summary>
internal sealed class NetworkProgram : IDisposable
{
    // More images at once bring no more speed on processors, only memory.
    private const int LargestMicroBatch = 64;

    private readonly Session _session;
    private readonly string _input;
    private readonly string? _seed;
    private readonly string? _reference;
    private readonly long[] _inputShape;
    private readonly long[] _seedShape;
    private readonly long _seedRows;
    private readonly int _microBatch;
    private readonly int? _batch;
    private readonly long _bytes;
    private readonly Dictionary<string, int> _index = [];
    private readonly ResultPart[] _parts;

    public NetworkProgram(
        LoadedNetwork network, EngineOptions options, Graph graph, string? seed, IReadOnlyList<string> gradients, IReadOnlyList<string> of,
        string? reference = null, CancellationToken stop = default)
    {
        _session = RuntimeMessage.Guard(network.Path, () => new Session(graph, options.Threads, stop, options.Device));
        (_input, _seed, _reference, Gradients) = (network.Input, seed, reference, gradients);
        _inputShape = [.. network.Shapes.Of(network.Input).Skip(1)];
        _seedShape = [.. network.Shapes.Of(network.Scores).Skip(1)];
        // A tensor into whose batch windows are folded has several rows an image.
        _seedRows = Math.Max(1, network.Shapes.Of(network.Scores).FirstOrDefault(2) / 2);
        var bytesPerImage = BytesPerImage(network, graph, backwards: seed is not null);
        _batch = (int?)network.Batch;
        _microBatch = _batch is not null ? 1
            : (int)Math.Clamp(options.MemoryMegabytes * 1e6 / Math.Max(1, bytesPerImage), 1, LargestMicroBatch);
        // On a device every session keeps the memory of its largest run to itself.
        _bytes = WeightBytes(graph) + (options.Device.IsCpu ? 0 : (long)(_microBatch * bytesPerImage));
        for (var i = 0; i < graph.Outputs.Count; i++)
            _index[graph.Outputs[i]] = i;
        _parts = [.. graph.Outputs.Select(output => Part(network, output, gradients, of))];
    }

    /// <summary>About how much memory the session holds: its weights. What a run needs beside them comes, on the CPU, from memory that all
    /// sessions share.</summary>
    public long Bytes => _bytes;

    /// <summary>The gradient tensors, in the order asked.</summary>
    public IReadOnlyList<string> Gradients { get; }

    public int IndexOf(string tensor) => _index[tensor];

    /// <summary>Answers for a batch of any size; the outputs in order, their first axis the images.</summary>
    /// <param name="batch">What is fed to the network's input.</param>
    /// <param name="seed">What starts the backward pass, where there is one.</param>
    /// <param name="reference">What the rules compare with, where they do.</param>
    /// <param name="sides">What is fed beside every part of the batch as it is.</param>
    /// <param name="stop">Stops this run.</param>
    public IReadOnlyList<Tensor> Run(
        Tensor batch, Tensor? seed, Tensor? reference, IReadOnlyList<(string Name, Tensor Value)> sides, CancellationToken stop = default)
    {
        var results = new Tensor?[_session.Outputs.Count];
        for (var start = 0; start < batch.BatchSize; start += _microBatch)
        {
            var count = Math.Min(_microBatch, batch.BatchSize - start);
            // A batch that cannot be freed is filled with copies of the image, of which only the first counts.
            var fed = _batch ?? count;
            var feeds = new List<(string, Memory<float>, long[])> { (_input, Part(batch, start, count, fed), [fed, .. _inputShape]) };
            if (_seed is not null)
                feeds.Add((_seed, Part(seed!, start, count, fed, copied: false), [fed * _seedRows, .. _seedShape]));
            if (_reference is not null)
                feeds.Add((_reference, Part(reference!, start, count, fed), [fed, .. _inputShape]));
            feeds.AddRange(sides.Select(s => (s.Name, s.Value.Values.AsMemory(), Session.Dims(s.Value.Shape))));
            var part = new PartOfBatch(start, count, fed, batch.BatchSize);
            _session.RunRaw(feeds, (i, value) => _parts[i].Put(ref results[i], value, part), stop);
        }
        return results!;
    }

    public void Dispose() => _session.Dispose();

    // A weight is the same in every part of a batch, and its derivative is the sum over the images.
    private static ResultPart Part(LoadedNetwork network, string output, IReadOnlyList<string> gradients, IReadOnlyList<string> of)
    {
        if (network.Graph.Constants.ContainsKey(output))
            return ResultPart.Same;
        var asked = gradients.ToList().IndexOf(output);
        return asked >= 0 && network.Graph.Constants.ContainsKey(of[asked]) ? ResultPart.Summed : ResultPart.ByImage;
    }

    private static Memory<float> Part(Tensor tensor, int start, int count, int fed, bool copied = true)
    {
        var part = tensor.Memory.Slice(start * tensor.ItemLength, count * tensor.ItemLength);
        if (fed == count)
            return part;
        var filled = new float[fed * tensor.ItemLength];
        for (var i = 0; i < (copied ? fed : count); i++)
            part.Span.CopyTo(filled.AsSpan(i * tensor.ItemLength));
        return filled;
    }

    // The runtime keeps the weights, and for every convolution and product its own copy in the layout it computes in; what is worked out
    // from weights alone (turned round, positive parts) is worked out once and is a weight of its own.
    private static long WeightBytes(Graph graph)
    {
        var sizes = graph.Constants.ToDictionary(c => c.Key, c => (long)c.Value.Data.Length);
        var copies = 0L;
        foreach (var node in graph.Nodes)
        {
            var known = node.Inputs.Where(i => i.Length > 0).Select(i => sizes.TryGetValue(i, out var size) ? size : -1).ToList();
            if (known.Count > 0 && known.All(size => size >= 0))
                foreach (var output in node.Outputs)
                    sizes[output] = known.Max();
            else if (node.Operator is "Conv" or "ConvTranspose" or "Gemm" or "MatMul")
                copies += Math.Max(0, known.Max());
        }
        return copies + sizes.Where(s => graph.Constants.ContainsKey(s.Key)).Sum(s => s.Value);
    }

    // The runtime frees a tensor after its last use, so a forward pass holds a part of all activations at a time; a backward pass
    // holds them all, and as much again for the derivatives.
    private static double BytesPerImage(LoadedNetwork network, Graph graph, bool backwards) =>
        graph.Nodes.SelectMany(n => n.Outputs).Where(network.Shapes.Knows)
            .Sum(network.Shapes.PerImage) * sizeof(float) * (backwards ? 3.0 : 0.5);
}
