using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Verification;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>verify</c>.</summary>
internal sealed class VerifyOptions(int defaultCells)
{
    private readonly Argument<string> _bundle = new("BUNDLE") { Description = "A file made by 'viseval pack'." };

    private readonly ReadOption<int?> _cells = new("--cells", (words, mistake) => Cells(words[0], mistake))
    {
        HelpName = "N|all",
        Description = $"Cells to recompute, drawn by the seed; all: every one. Default: {defaultCells}",
    };

    private readonly Option<string[]> _datasets = CommonOptions.Repeated(
        "--dataset", "D", "Where the bundle's datasets are, as in 'run'; repeatable. Default: found by name");

    private readonly Option<string[]> _models = CommonOptions.Repeated(
        "--model", "M", "Where the bundle's networks are, as in 'run'; repeatable; only these are recomputed. Default: all, by name");

    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Explanations made at once.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();
    private readonly DeviceArguments _device = new();

    /// <summary>Units of other people, which the bundle's numbers may need.</summary>
    public PluginOption Plugins { get; } = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_bundle);
        foreach (var option in (Option[])[_cells, _seed, _datasets, _models, Plugins.Option, _threads, _memory, .. _device.All])
            command.Add(option);
    }

    /// <summary>The bundle's full path, and how to verify it.</summary>
    public (string Path, VerifyRequest Request) Read(ArgumentReader read, string directory)
    {
        var isGiven = read.Parse.GetResult(_cells) is { Implicit: false };
        return (
            Path.GetFullPath(read.Parse.GetValue(_bundle)!, directory),
            new VerifyRequest(
                read.Parse.GetValue(_datasets) ?? [], read.Parse.GetValue(_models) ?? [],
                isGiven ? read.Value(_cells) : defaultCells, read.Value(_seed) ?? Settings.DefaultSeed, read.Value(_threads),
                read.Value(_memory) ?? Settings.DefaultMemory)
            {
                Device = _device.IsGiven(read) ? _device.Read(read) : null,
            });
    }

    // Null for all.
    private static int? Cells(string word, Action<string> mistake)
    {
        if (word is "all" or "0")
            return null;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var cells))
            return cells;
        mistake($"--cells {word} is not allowed; cells is a number from 1, or all.");
        return null;
    }
}
