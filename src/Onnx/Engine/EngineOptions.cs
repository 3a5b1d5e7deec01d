namespace VisEval.Onnx.Engine;

/// <summary>How the engine may use the machine.</summary>
/// <param name="Threads">Threads inside one call; a run works on several images at once instead, with one thread each.</param>
/// <param name="MemoryMegabytes">The budget of one call's tensors; larger batches are cut into micro-batches.</param>
/// <param name="KeptMegabytes">The budget of the sessions kept for the next call; the longest unused are given up and made again
/// when asked for.</param>
public sealed record EngineOptions(int Threads = 1, int MemoryMegabytes = 512, int KeptMegabytes = 768)
{
    /// <summary>Where networks run.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>The same on a device. A limit to its memory stands in the place of both budgets, half for calls and half for kept
    /// sessions.</summary>
    /// <param name="device">The device.</param>
    /// <param name="calls">Calls that are made at once and share the memory.</param>
    /// <param name="networks">Networks that are open at once and share the memory.</param>
    public EngineOptions On(Device device, int calls = 1, int networks = 1) => device.MemoryMegabytes is { } megabytes
        ? this with
        {
            Device = device,
            MemoryMegabytes = Math.Max(1, megabytes / 2 / Math.Max(1, calls)),
            KeptMegabytes = Math.Max(1, megabytes / 2 / Math.Max(1, networks)),
        }
        : this with { Device = device };
}
