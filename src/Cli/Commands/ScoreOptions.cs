using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration.Scoring;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets.Formats;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>score</c>.</summary>
internal sealed class ScoreOptions
{
    private readonly Option<string?> _model = NetworkOption.Create("; with --dataset first one of its models");

    private readonly Option<string?> _dataset = CommonOptions.One(
        "--dataset", "D",
        "What the maps are of: a name under datasets/, a dataset.json, or a folder or file of a known layout. One map per image in its "
        + "order; where it explains labels, one map per label, in the order of the image's labels");

    private readonly DatasetArguments _layout = new();

    private readonly ReadOption<int?> _limit = SettingOptions.Limit("With --dataset: its first N images only.", "all of them");

    private readonly Option<string?> _input = CommonOptions.One(
        "--input", "FILE.npy", "Instead of a dataset: inputs as an array N×C×H×W, already normalized");

    private readonly Option<string?> _masks = CommonOptions.One(
        "--masks", "FILE.npy",
        "With --input: where the target is, N×H×W, N×1×H×W or N×H×W×1 in any size, of 0 and one other value. Zeros alone: not known");

    private readonly Option<string?> _maskValues = CommonOptions.One(
        "--mask-values", "OBJECT[:IGNORED]",
        "What other values of --masks mean: those of the target, and behind a colon those that are not scored; joined by commas: 1:255");

    private readonly Option<string?> _boxes = CommonOptions.One(
        "--boxes", "FILE.csv|corners|xywh",
        "With --dataset: what the four numbers of a box in --table are. With --input: boxes of the target, header image,x0,y0,x1,y1, one "
        + "box per row; image counts from 0, pixels of the input, the upper ends exclusive: all of 224×224 is 0,0,224,224. With "
        + "--masks the mask is the region; alone, the filled boxes");

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create(
        "How a picture becomes input, which with --input black or gray fills need", "the model.json beside the model, else the dataset");

    private readonly Option<string?> _maps = CommonOptions.One(
        "--maps", "FILE.npy|DIR",
        "The maps: N×H×W (a single one H×W) or N×C×H×W at the input, "
        + "or N×h×w of a layer, which is resized bilinearly. A file is a method and names "
        + "it; "
        + "a folder is all its .npy files");

    private readonly Option<string[]> _metrics = CommonOptions.Several(
        "--metric", "Y", "Metrics, name, name@dialect or name:option=value,… See: list metrics")
        .Naming<IMetric>("all");

    private readonly ReadOption<IReadOnlyList<int>> _targets = CommonOptions.Classes(
        "--target",
        "The classes the maps are for, by index: one for all, or one per image in their order; several for a single image: one map for "
        + "each. Default: as the dataset says; the top-1 class of each image of --input");

    private readonly ReadOption<ChannelReduction?> _channels = CommonOptions.Choice<ChannelReduction>(
        "--channels", "How the channels of a map become one value per pixel. Default: sum");

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "FILE.csv", "Where the scores go; a file of that name is replaced. Default: standard output");

    private readonly ModelOptions _network = new();
    private readonly DeviceArguments _device = new();

    /// <summary>Units of other people.</summary>
    public PluginOption Plugins { get; } = new();

    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Maps worked on at once; changes no number.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
                 [
                     _model, _dataset, .. _layout.Reading(withBoxes: false), .. _layout.Choosing, _limit, _input, _masks, _maskValues,
                     _boxes, _preprocessing,
                     _maps, _metrics, Plugins.Option, _targets, _channels, _out, _seed, _threads, _memory, .. _device.All,
                 ])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>What is asked for, not yet looked up.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="directory">Where relative paths start.</param>
    public ScoringConfig Read(ArgumentReader read, string directory)
    {
        var parse = read.Parse;
        var boxes = parse.GetValue(_boxes);
        var convention = parse.GetValue(_dataset) is not null && boxes is not null
            && Enum.TryParse<BoxConvention>(boxes, ignoreCase: true, out var stated) ? stated : (BoxConvention?)null;
        return new ScoringConfig(
            parse.GetValue(_model),
            parse.GetValue(_dataset),
            parse.GetValue(_input),
            parse.GetValue(_masks),
            convention is null ? boxes : null,
            parse.GetValue(_preprocessing),
            parse.GetValue(_maps),
            parse.GetValue(_metrics) ?? [],
            read.Value(_targets) ?? [],
            read.Value(_channels) ?? ChannelReduction.Sum,
            read.Value(_limit),
            read.Value(_seed) ?? Settings.DefaultSeed,
            read.Value(_threads) ?? Settings.DefaultThreads,
            read.Value(_memory) ?? Settings.DefaultMemory,
            parse.GetValue(_maskValues))
        {
            DatasetOptions = _layout.Read(read, directory) with { Boxes = convention },
            Network = _network.Read(read),
            Device = _device.Read(read),
        };
    }

    /// <summary>Full path of the file the scores go to; null for standard output.</summary>
    public string? Out(ArgumentReader read, string directory)
    {
        if (read.Parse.GetValue(_out) is not { } text)
            return null;
        var path = Path.GetFullPath(text, directory);
        if (OutputPlace.MistakeOfFile(path) is { } mistake)
            read.Mistake($"--out {mistake}");
        return path;
    }
}
