using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>A graph compiled by ONNX Runtime, with the weights it reads where they lie; the one place that opens sessions.</summary>
internal sealed class CompiledGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly Provider? _provider;
    private readonly WeightsInPlace _weights;
    private readonly CancellationToken _stop;

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="settings">How.</param>
    /// <param name="stop">Stops compiling, and every later run.</param>
    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public CompiledGraph(Graph graph, SessionSettings settings, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        _provider = settings.Device.IsCpu ? null : Provider.Of(settings.Device);
        graph = _provider?.Prepared(graph) ?? graph;
        (Outputs, _stop, _weights) = (graph.Outputs, stop, WeightsInPlace.Of(graph));
        try
        {
            using var options = Options(settings);
            _provider?.AddTo(options, settings.Device, graph);
            _weights.AddTo(options);
            using var registration = stop.Register(() => options.SetLoadCancellationFlag(true));
            var message = OnnxFile.WriteMessage(graph, _weights.Locations);
            _session = InTurn(() => new InferenceSession(message, options));
        }
        catch (Exception error)
        {
            _weights.Dispose();
            if (error is OnnxRuntimeException refusal && Stopped(stop, refusal) is { } stopped)
                throw stopped;
            throw;
        }
    }

    /// <summary>What a run gives, in order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>What the runtime knows of an output without running: its type, and its shape with −1 for what it does not know.</summary>
    public NodeMetadata Static(string output) => _session.OutputMetadata[output];

    /// <summary>Runs the graph.</summary>
    /// <exception cref="OnnxRuntimeException">The graph cannot be run on these values.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(
        RunOptions options, IReadOnlyCollection<string> names, IReadOnlyCollection<OrtValue> values, CancellationToken stop = default)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop, stop);
        both.Token.ThrowIfCancellationRequested();
        using var registration = both.Token.Register(() => options.Terminate = true);
        try
        {
            return InTurn(() => _session.Run(options, names, values, Outputs));
        }
        catch (OnnxRuntimeException error) when (Stopped(both.Token, error) is { } stopped)
        {
            throw stopped;
        }
    }

    /// <summary>The file that holds what ran where.</summary>
    public string EndProfile() => _session.EndProfiling();

    /// <inheritdoc/>
    public void Dispose()
    {
        InTurn(() =>
        {
            _session.Dispose();
            return true;
        });
        _weights.Dispose();
    }

    private T InTurn<T>(Func<T> work) => _provider is null ? work() : _provider.InTurn(work);

    private static OperationCanceledException? Stopped(CancellationToken stop, OnnxRuntimeException error) =>
        stop.IsCancellationRequested ? new OperationCanceledException("The runtime was stopped.", error, stop) : null;

    private static SessionOptions Options(SessionSettings settings)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = settings.Threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = settings.Optimized ? GraphOptimizationLevel.ORT_ENABLE_ALL : GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        // Waiting threads that spin would take the processor from the other images of a run.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        if (settings.SharedAllocator)
            options.AddSessionConfigEntry("session.use_env_allocators", "1");
        if (settings.OnlyOnDevice)
            options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        if (settings.Profile is { } profile)
            (options.ProfileOutputPathPrefix, options.EnableProfiling) = (profile, true);
        return options;
    }
}
