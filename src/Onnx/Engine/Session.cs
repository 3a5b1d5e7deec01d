using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>A graph loaded into ONNX Runtime; safe to run from several threads.</summary>
public sealed class Session : IDisposable
{
    private readonly CompiledGraph _compiled;

    /// <summary>Loads a graph.</summary>
    /// <param name="graph">The graph; its outputs are what a run gives.</param>
    /// <param name="threads">Threads inside one run.</param>
    /// <param name="stop">Stops loading, and every later run.</param>
    /// <param name="device">Where it runs; null for the CPU.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public Session(Graph graph, int threads, CancellationToken stop = default, Device? device = null)
    {
        // One arena for all sessions: one of their own each would keep the memory of its largest run for good.
        TrialSession.Prepare();
        _compiled = new CompiledGraph(graph, new SessionSettings(threads) { SharedAllocator = true, Device = device ?? Device.Cpu }, stop);
    }

    /// <summary>What a run gives, in order.</summary>
    public IReadOnlyList<string> Outputs => _compiled.Outputs;

    /// <summary>Runs the graph and copies every output, all of which must be float.</summary>
    public IReadOnlyList<Tensor> Run(params IReadOnlyList<(string Name, Tensor Value)> feeds)
    {
        var results = new List<Tensor>();
        RunRaw([.. feeds.Select(f => (f.Name, f.Value.Values.AsMemory(), Dims(f.Value.Shape)))], (_, value) =>
        {
            var shape = value.GetTensorTypeAndShape().Shape;
            results.Add(new Tensor(value.GetTensorDataAsSpan<float>().ToArray(), [.. shape.Select(d => (int)d)]));
        });
        return results;
    }

    /// <summary>Runs the graph on parts of arrays, and hands over every output before it is freed.</summary>
    internal void RunRaw(
        IReadOnlyList<(string Name, Memory<float> Values, long[] Shape)> feeds, Action<int, OrtValue> receive,
        CancellationToken stop = default)
    {
        var values = feeds.Select(f => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, f.Values, f.Shape)).ToList();
        try
        {
            using var options = new RunOptions();
            using var outputs = _compiled.Run(options, [.. feeds.Select(f => f.Name)], values, stop);
            for (var i = 0; i < outputs.Count; i++)
                receive(i, outputs[i]);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _compiled.Dispose();

    internal static long[] Dims(ReadOnlySpan<int> shape)
    {
        var dims = new long[shape.Length];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = shape[i];
        return dims;
    }
}
