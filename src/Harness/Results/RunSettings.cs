namespace VisEval.Harness.Results;

/// <summary>What a run works with, checked and resolved. The run reads its settings here; run.json records them.</summary>
/// <param name="Preset">quick, standard or full.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="TargetsPerImage">Classes explained of each image, null for all.</param>
/// <param name="Seed">The seed of every random draw.</param>
/// <param name="Threads">Images worked on at once, at least 1; changes no number.</param>
/// <param name="MaxMemoryMegabytes">The memory budget of the engine; changes no number.</param>
internal sealed record RunSettings(string Preset, int? Limit, int? TargetsPerImage, long Seed, int Threads, int MaxMemoryMegabytes)
{
    /// <summary>The maps of each explanation by a method that draws random numbers, each of another seed.</summary>
    public int Seeds { get; init; } = SeedKey.First;
}
