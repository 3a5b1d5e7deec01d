namespace VisEval.Harness.Configuration;

/// <summary>The settings that commands and configuration files share: names, bounds and defaults, each stated once.</summary>
internal static class Settings
{
    /// <summary>The memory budget where none is given, in megabytes.</summary>
    public const int DefaultMemory = 1024;

    /// <summary>The seed where none is given.</summary>
    public const long DefaultSeed = 0;

    /// <summary>The preset where none is given.</summary>
    public const string DefaultPreset = "quick";

    /// <summary>Images worked on at once, or threads of the engine.</summary>
    public static NumberSetting Threads { get; } = new("threads", 1, 1024, $"all {DefaultThreads} processors");

    /// <summary>The memory budget of the engine.</summary>
    public static NumberSetting MaxMemory { get; } = new("max-memory", 64, 1 << 20, $"{DefaultMemory}", "megabytes");

    /// <summary>The memory of a device other than the CPU.</summary>
    public static NumberSetting DeviceMemory { get; } = new("device-memory", 64, 1 << 20, "no limit", "megabytes");

    /// <summary>Images per dataset.</summary>
    public static NumberSetting Limit { get; } = new("limit", 1, int.MaxValue, "what the preset says", "images");

    /// <summary>Parts that a run is divided in.</summary>
    public static NumberSetting Shards { get; } = new("shards", 1, Results.Shard.Most, "none");

    /// <summary>Classes explained of each image.</summary>
    public static NumberSetting TargetsPerImage { get; } =
        new("targets-per-image", 1, int.MaxValue, "what the preset says", "classes");

    /// <summary>The seed of every random draw.</summary>
    public static NumberSetting Seed { get; } = new("seed", long.MinValue, long.MaxValue, $"{DefaultSeed}");

    /// <summary>Maps of each explanation by a method that draws random numbers, each of another seed.</summary>
    public static NumberSetting Seeds { get; } = new("seeds", 1, 1000, "1");

    /// <summary>Pictures of each unit by a visualizer that draws random numbers.</summary>
    public static NumberSetting VisualizationSeeds { get; } = new("visualization-seeds", 1, 1000, "1");

    /// <summary>The number of threads where none is given: one a processor, as far as that is allowed.</summary>
    public static int DefaultThreads => Math.Clamp(Machine.Processors, 1, 1024);
}
