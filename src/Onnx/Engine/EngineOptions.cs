namespace VisEval.Onnx.Engine;

/// <summary>How the engine may use the machine.</summary>
/// <param name="Threads">Threads inside one call; a run works on several images at once instead, with one thread each.</param>
/// <param name="MemoryMegabytes">The budget of one call's tensors; larger batches are cut into micro-batches.</param>
/// <param name="KeptMegabytes">The budget of the sessions kept for the next call; the longest unused are given up and made again
/// when asked for.</param>
public sealed record EngineOptions(int Threads = 1, int MemoryMegabytes = 512, int KeptMegabytes = 768);
