using System.CommandLine;
using VisEval.Harness.Datasets;

namespace VisEval.Cli.Options;

/// <summary><c>--preprocessing</c>, the same for every command that has it.</summary>
internal static class PreprocessingOption
{
    /// <summary>The option.</summary>
    /// <param name="what">What it says.</param>
    /// <param name="otherwise">What holds without it.</param>
    public static Option<string?> Create(string what, string otherwise = "the model.json beside the model") => CommonOptions.One(
        "--preprocessing", "FILE|PRESET",
        $"{what}: a model.json (all that it says of the network holds), a dataset.json or only its \"preprocessing\", or "
        + $"{string.Join(", ", PreprocessingPresets.All.Keys)}. "
        + $"Default: {otherwise}")
        .Offering(PreprocessingPresets.All.Keys);

    /// <summary>What was stated; null for nothing, or after its mistakes were noted.</summary>
    public static StatedInput? Read(Option<string?> option, ArgumentReader read, string directory) =>
        read.Parse.GetValue(option) is { } text
            ? read.Try(() => PreprocessingFile.ReadAll(PreprocessingFile.Locate(text, directory)))
            : null;
}
