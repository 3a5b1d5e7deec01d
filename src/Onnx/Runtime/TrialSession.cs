using Microsoft.ML.OnnxRuntime;
using VisEval.Onnx.Format;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Runtime;

/// <summary>
/// A session for learning about a graph nobody has run before: its memory is bounded, its time too, and nothing is optimized, so every
/// tensor is there as the graph names it.
/// </summary>
internal sealed class TrialSession : IDisposable
{
    // The most an arena can be limited to; a graph that asks for more than the machine has would otherwise end the process.
    private const uint MostBytes = uint.MaxValue;

    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(5);

    // An arena is registered once a process.
    private static readonly Lazy<OrtArenaCfg> Bound = new(() =>
    {
        var bound = new OrtArenaCfg(MostBytes, arenaExtendStrategy: 1, initialChunkSizeBytes: -1, maxDeadBytesPerChunk: -1);
        using var memory = new OrtMemoryInfo("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        OrtEnv.Instance().CreateAndRegisterAllocator(memory, bound);
        return bound;
    });

    private readonly InferenceSession _session;

    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    public TrialSession(Graph graph)
    {
        _ = Bound.Value;
        Outputs = graph.Outputs;
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.use_env_allocators", "1");
        _session = new InferenceSession(OnnxFile.Write(graph), options);
    }

    /// <summary>What a run gives, in order.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>What the runtime knows of an output without running: its type, and its shape with −1 for what it does not know.</summary>
    public NodeMetadata Static(string output) => _session.OutputMetadata[output];

    /// <exception cref="OnnxRuntimeException">The graph cannot be run, or asks for too much.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<string> names, IReadOnlyList<OrtValue> values)
    {
        using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var late = new Timer(_ => run.Terminate = true, null, MostTime, Timeout.InfiniteTimeSpan);
        return _session.Run(run, names, values, Outputs);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
