using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Runtime;

/// <summary>A graph loaded into ONNX Runtime; safe to run from several threads.</summary>
public sealed class Session : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    /// <summary>Loads a graph.</summary>
    /// <param name="graph">The graph; its outputs are what a run gives.</param>
    /// <param name="threads">Threads inside one run.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    public Session(Graph graph, int threads)
    {
        Outputs = graph.Outputs;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Waiting threads that spin would take the processor from the other images of a run.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(OnnxFile.Write(graph), options);
    }

    /// <summary>What a run gives, in order.</summary>
    public IReadOnlyList<string> Outputs { get; }

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
    internal void RunRaw(IReadOnlyList<(string Name, Memory<float> Values, long[] Shape)> feeds, Action<int, OrtValue> receive)
    {
        var values = feeds.Select(f => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, f.Values, f.Shape)).ToList();
        try
        {
            using var outputs = _session.Run(_run, [.. feeds.Select(f => f.Name)], values, Outputs);
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
    public void Dispose()
    {
        _session.Dispose();
        _run.Dispose();
    }

    internal static long[] Dims(ReadOnlySpan<int> shape)
    {
        var dims = new long[shape.Length];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = shape[i];
        return dims;
    }
}
