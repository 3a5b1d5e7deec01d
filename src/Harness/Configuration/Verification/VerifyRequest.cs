using VisEval.Onnx.Engine;

namespace VisEval.Harness.Configuration.Verification;

/// <summary>With what a bundle is verified.</summary>
/// <param name="Datasets">Where its datasets are; empty: found by name.</param>
/// <param name="Models">Where its networks are; empty: found by name in the datasets. Where only some are named, only their cells are
/// recomputed.</param>
/// <param name="Cells">Cells to recompute; null for all.</param>
/// <param name="Seed">The seed of the sample.</param>
/// <param name="Threads">Explanations made at once; null: all processors.</param>
/// <param name="MaxMemoryMegabytes">Memory budget of the engine.</param>
internal sealed record VerifyRequest(
    IReadOnlyList<string> Datasets, IReadOnlyList<string> Models, int? Cells, long Seed, int? Threads, int MaxMemoryMegabytes)
{
    /// <summary>Where networks run; null for the device of the bundle's run.</summary>
    public Device? Device { get; init; }
}
