using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Engine;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Inspection;

/// <summary>Runs a graph of one operator.</summary>
internal interface ISingleOperator
{
    /// <summary>The results of two runs on the same values.</summary>
    OperatorRuns RunTwice(Graph graph, IReadOnlyList<OrtValue> values);
}

/// <summary>The results of two runs.</summary>
internal sealed record OperatorRuns(IDisposableReadOnlyCollection<OrtValue> First, IDisposableReadOnlyCollection<OrtValue> Second)
    : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
    }
}

/// <summary>Runs a graph of one operator on a device.</summary>
internal sealed class SingleOperator(Device device) : ISingleOperator
{
    /// <inheritdoc/>
    public OperatorRuns RunTwice(Graph graph, IReadOnlyList<OrtValue> values)
    {
        using var session = new CompiledGraph(graph, new SessionSettings(Threads: 1) { Device = device });
        using var options = new RunOptions();
        var names = graph.Inputs.Select(i => i.Name).ToList();
        return new OperatorRuns(session.Run(options, names, values), session.Run(options, names, values));
    }
}
