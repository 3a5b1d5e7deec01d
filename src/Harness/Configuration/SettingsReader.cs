using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration;

/// <summary>Checks and resolves the settings of a run.</summary>
internal static class SettingsReader
{
    /// <summary>The preset of a run; null after its mistake was noted.</summary>
    public static Preset? Preset(RunConfig config, Mistakes mistakes)
    {
        var preset = Presets.All.FirstOrDefault(p => p.Name == config.Preset);
        if (preset is null)
            mistakes.Add(
                $"preset '{config.Preset}' is not known. {Suggestions.Sentence(config.Preset, [.. Presets.All.Select(p => p.Name)])}");
        return preset;
    }

    /// <summary>The settings of a run; mistakes are noted and replaced by something usable, so that the rest can be checked as
    /// well.</summary>
    public static RunSettings Read(RunConfig config, Preset? preset, Mistakes mistakes)
    {
        int? Checked(NumberSetting setting, int? value)
        {
            if (value is not { } number || setting.Allows(number))
                return value;
            mistakes.Add(setting.Refusal(number.ToString(CultureInfo.InvariantCulture)));
            return null;
        }
        Checked(Settings.DeviceMemory, config.Device.MemoryMegabytes);
        return new RunSettings(
            config.Preset,
            Checked(Settings.Limit, config.Limit) ?? preset?.Limit,
            Checked(Settings.TargetsPerImage, config.TargetsPerImage) ?? (config.Repeats is null ? preset?.TargetsPerImage : null),
            config.Seed,
            Checked(Settings.Threads, config.Threads) ?? Settings.DefaultThreads,
            Checked(Settings.MaxMemory, config.MaxMemoryMegabytes) ?? Settings.DefaultMemory)
        {
            Seeds = Checked(Settings.Seeds, config.Seeds) ?? SeedKey.First,
        };
    }
}
