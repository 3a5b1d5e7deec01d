using Microsoft.ML.OnnxRuntime;
using VisEval.Core;
using VisEval.Onnx.Graphs;

namespace VisEval.Onnx.Engine;

/// <summary>
/// A session for learning about a graph nobody has run before: its memory is bounded, its time too, and nothing is optimized, so every
/// tensor is there as the graph names it.
/// </summary>
internal sealed class TrialSession : IDisposable
{
    // The most an arena can be limited to; a graph that asks for more than the machine has would otherwise end the process.
    private const uint MostBytes = uint.MaxValue;

    // An arena is registered once a process.
    private static readonly Lazy<OrtArenaCfg> Bound = new(() =>
    {
        var bound = new OrtArenaCfg(MostBytes, arenaExtendStrategy: 1, initialChunkSizeBytes: -1, maxDeadBytesPerChunk: -1);
        using var memory = new OrtMemoryInfo("Cpu", OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        OrtEnv.Instance().CreateAndRegisterAllocator(memory, bound);
        return bound;
    });

    private readonly CompiledGraph _compiled;

    /// <exception cref="OnnxRuntimeException">The runtime refuses the graph.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public TrialSession(Graph graph, CancellationToken stop = default)
    {
        Prepare();
        _compiled = new CompiledGraph(graph, new SessionSettings(Threads: 1) { Optimized = false, SharedAllocator = true }, stop);
    }

    /// <summary>The longest that a graph nobody has run before may take.</summary>
    public static TimeSpan MostTime { get; } = TimeSpan.FromMinutes(5);

    /// <summary>What a run gives, in order.</summary>
    public IReadOnlyList<string> Outputs => _compiled.Outputs;

    /// <summary>Loads the runtime, which the first session does otherwise.</summary>
    /// <exception cref="InputException">The program has no native library of the runtime.</exception>
    public static void Prepare()
    {
        RuntimeLibrary.Require();
        _ = Bound.Value;
    }

    /// <summary>What the runtime knows of an output without running: its type, and its shape with −1 for what it does not know.</summary>
    public NodeMetadata Static(string output) => _compiled.Static(output);

    /// <exception cref="OnnxRuntimeException">The graph cannot be run, or asks for too much.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public IDisposableReadOnlyCollection<OrtValue> Run(IReadOnlyList<string> names, IReadOnlyList<OrtValue> values)
    {
        using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        run.AddRunConfigEntry("memory.enable_memory_arena_shrinkage", "cpu:0");
        using var late = new Timer(_ => run.Terminate = true, null, MostTime, Timeout.InfiniteTimeSpan);
        return _compiled.Run(run, names, values);
    }

    /// <inheritdoc/>
    public void Dispose() => _compiled.Dispose();
}
