using VisEval.Core;
using VisEval.Harness.Input;

namespace VisEval.Harness.Configuration;

/// <summary>The plain values of a run, checked and resolved.</summary>
/// <param name="Preset">The preset; null if there is none of that name, which is then a mistake.</param>
/// <param name="Limit">Images per dataset, null for all.</param>
/// <param name="Threads">Images worked on at once, at least 1.</param>
internal sealed record RunSettings(Preset? Preset, int? Limit, int Threads)
{
    private const int MostThreads = 1024;
    private const int LeastMemory = 64;
    private const int MostMemory = 1 << 20;

    /// <summary>Resolves the values; mistakes are noted and replaced by something usable, so that the rest can be checked as well.</summary>
    public static RunSettings Of(RunConfig config, Mistakes mistakes)
    {
        var preset = Presets.All.FirstOrDefault(p => p.Name == config.Preset);
        if (preset is null)
            mistakes.Add($"preset '{config.Preset}' is not known. {Suggestions.Sentence(config.Preset, [.. Presets.All.Select(p => p.Name)])}");
        if (config.Limit < 1)
            mistakes.Add($"limit {config.Limit} is not allowed; limit is at least 1 image, or left out for what the preset says.");
        if (config.Threads is < 1 or > MostThreads)
            mistakes.Add($"threads {config.Threads} is not allowed; threads is 1 to {MostThreads}, "
                + $"or left out for all {Environment.ProcessorCount} processors.");
        if (config.MaxMemoryMegabytes is < LeastMemory or > MostMemory)
            mistakes.Add($"max-memory {config.MaxMemoryMegabytes} is not allowed; max-memory is {LeastMemory} to {MostMemory} megabytes.");
        var threads = Math.Clamp(config.Threads ?? Environment.ProcessorCount, 1, MostThreads);
        return new RunSettings(preset, config.Limit is { } limit ? Math.Max(1, limit) : preset?.Limit, threads);
    }
}
