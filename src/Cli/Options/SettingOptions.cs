using VisEval.Harness.Configuration;

namespace VisEval.Cli.Options;

/// <summary>The options of <see cref="Settings"/>, the same for every command that has them.</summary>
internal static class SettingOptions
{
    /// <summary><c>--threads</c>.</summary>
    /// <param name="what">What the threads do.</param>
    public static ReadOption<int?> Threads(string what) => Integer(Settings.Threads, "N", what);

    /// <summary><c>--max-memory</c>.</summary>
    public static ReadOption<int?> MaxMemory() => Integer(Settings.MaxMemory, "MB", "Memory budget of the engine, in megabytes.");

    /// <summary><c>--device-memory</c>.</summary>
    public static ReadOption<int?> DeviceMemory() => Integer(
        Settings.DeviceMemory, "MB", "Memory of the device that may be used, in megabytes: batches are cut to what fits.");

    /// <summary><c>--limit</c>.</summary>
    /// <param name="what">What is limited.</param>
    /// <param name="otherwise">What holds without a limit.</param>
    public static ReadOption<int?> Limit(string what, string? otherwise = null) =>
        Integer(otherwise is null ? Settings.Limit : Settings.Limit with { Default = otherwise }, "N", what);

    /// <summary><c>--seed</c>.</summary>
    public static ReadOption<long?> Seed() => Number(Settings.Seed, "S", "The seed of every random draw.", value => value);

    /// <summary><c>--seeds</c>.</summary>
    public static ReadOption<int?> Seeds() => Integer(
        Settings.Seeds, "K",
        "Maps of each explanation by a method that draws random numbers, each of another seed: their mean counts, and the report says how "
        + "much is the draw. Adding seeds to a run computes only what is missing.");

    /// <summary><c>--seeds</c> of a command that keeps what each seed gives.</summary>
    /// <param name="what">What each seed gives.</param>
    public static ReadOption<int?> Seeds(string what) => Integer(Settings.Seeds, "K", what);

    /// <summary><c>--shards</c>.</summary>
    /// <param name="what">What the shards are for.</param>
    public static ReadOption<int?> Shards(string what) => Integer(Settings.Shards, "N", what);

    /// <summary><c>--shards</c> of a command that needs it.</summary>
    /// <param name="what">What the shards are for.</param>
    public static ReadOption<int?> NeededShards(string what) => Integer(Settings.Shards with { Default = "" }, "N", what);

    /// <summary><c>--visualization-seeds</c>.</summary>
    public static ReadOption<int?> VisualizationSeeds() => Integer(
        Settings.VisualizationSeeds, "K", "Pictures of each unit by a visualizer that draws random numbers, each of another seed.");

    /// <summary><c>--targets-per-image</c>.</summary>
    public static ReadOption<int?> TargetsPerImage() =>
        Integer(Settings.TargetsPerImage, "N", "At most this many classes of each image, the first ones.");

    private static ReadOption<int?> Integer(NumberSetting setting, string help, string what) =>
        Number(setting, help, what, value => (int?)value);

    private static ReadOption<T> Number<T>(NumberSetting setting, string help, string what, Func<long?, T> convert) =>
        new($"--{setting.Name}", (words, mistake) => convert(Parse(setting, words[0], mistake)))
        {
            HelpName = help,
            Description = setting.Default.Length == 0 ? what : $"{what} Default: {setting.Default}",
        };

    private static long? Parse(NumberSetting setting, string word, Action<string> mistake)
    {
        var value = setting.Parse(word);
        if (value is null)
            mistake(setting.Refusal(word, "--"));
        return value;
    }
}
