namespace VisEval.Onnx.Engine;

/// <summary>What sessions differ in.</summary>
/// <param name="Threads">Threads inside one run.</param>
internal sealed record SessionSettings(int Threads)
{
    /// <summary>Whether the runtime rewrites the graph; otherwise every tensor is there as the graph names it.</summary>
    public bool Optimized { get; init; } = true;

    /// <summary>Whether memory comes from the allocator that is registered for the process, instead of one of the session's own.</summary>
    public bool SharedAllocator { get; init; }

    /// <summary>Where it runs.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>Whether a graph is refused of which the device cannot run everything.</summary>
    public bool OnlyOnDevice { get; init; }

    /// <summary>Begins the path of the file to which the runtime writes what ran where; null for none.</summary>
    public string? Profile { get; init; }
}
