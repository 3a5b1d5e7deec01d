using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;

namespace VisEval.Cli.Commands;

/// <summary>The arguments that say what to run; of <c>run</c> and <c>plan</c>.</summary>
/// <param name="elsewhere">Whether the run is done on machines with devices that this one may lack.</param>
internal sealed class RunOptions(bool elsewhere = false)
{
    private readonly Argument<string?> _file = new("CONFIG.json")
    {
        Description = "A run as a file, for example the run.json of an earlier run; what the command line says replaces it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _datasets = CommonOptions.Several(
        "--dataset", "D", "A name under datasets/, a dataset.json, or a folder or file of a known layout (see --dataset-format); one or "
        + "several. Default: the embedded dataset.");

    private readonly DatasetArguments _layout = new();

    private readonly Option<string[]> _models = CommonOptions.Several(
        "--model", "M", "A name under the dataset's models/, a folder, or an .onnx file; one or several. Default: "
        + "those that the dataset names for the preset, else all that are not controls.");

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create(
        "How pictures become input of every model", "as the model.json beside a model says, else the dataset");

    private readonly Option<string[]> _methods = CommonOptions.Several(
        "--method", "X", "A method, name, name@dialect or name:option=value,…, or all; one or several. Controls are always run. "
        + $"Default: all, of preset {Presets.All[0].Name} those of at most {Presets.All[0].MostPasses} passes an explanation. "
        + "See: list methods")
        .Naming<IAttributionMethod>("all");

    private readonly Option<string[]> _metrics = CommonOptions.Several(
        "--metric", "Y",
        "A metric, name, name@dialect or name:option=value,…, or all; one or several. Default: all, of preset "
        + $"{Presets.All[0].Name} a core of {Presets.All[0].Metrics!.Count} and the costs. See: list metrics")
        .Naming<IMetric>("all");

    private readonly Option<string?> _preset = CommonOptions.One(
        "--preset", string.Join('|', Presets.All.Select(p => p.Name)),
        $"How many images, and how costly the methods and metrics are. Default: {Settings.DefaultPreset}")
        .Offering(Presets.All.Select(p => p.Name));

    private readonly ReadOption<int?> _limit = SettingOptions.Limit(
        "At most this many images of each dataset, of one ordered by class as many of each class.");
    private readonly ReadOption<int?> _targets = SettingOptions.TargetsPerImage();
    private readonly Option<string?> _reference = CommonOptions.One(
        "--reference", "N|DIR|FILE.npy",
        "Other images for the methods that compare with some: N of the dataset, drawn by the seed; a folder of pictures, or "
        + "inputs as an array N×C×H×W. Default: none; these methods make do with the image itself");

    private readonly Option<bool> _noShuffled = new("--no-shuffled")
    {
        Description = "Without scoring every method also with its maps of other images, which is what a method must be better than; "
            + "faster, and only random and the other controls are left to compare with.",
    };

    private readonly PluginOption _plugins = new();
    private readonly RunVisualizationOptions _visualizations = new();
    private readonly RunForeignOptions _foreign = new();
    private readonly ModelOptions _network = new();
    private readonly DeviceArguments _device = new();
    private readonly Option<string?> _ranking = RankingOption.Option();
    private readonly ReadOption<Discard> _discard = CommonOptions.Flags<Discard>(
        "--discard", "curves,maps,pictures",
        "What is not kept of a large run: the curves behind numbers, the maps and the pictures of the report. Changes no number. Default: "
        + "none", (all, one) => all | one);

    private readonly Option<string?> _until = CommonOptions.One(
        "--until", StopRuleText.Choices,
        "Images are drawn at random, all methods on each, until more would not change the verdict: the order of all methods, or which is "
        + "first, up to margin=0.05 of the field, with a chance of alpha=0.05 to be wrong (docs/anytime.md). Default: end, all images");
    private readonly Option<string?> _time = CommonOptions.One(
        "--time", "2h|90m|45s", "Images are drawn at random until the time is up; what was begun is finished. Default: no limit");
    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly ReadOption<int?> _seeds = SettingOptions.Seeds();
    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Images worked on at once; changes no number.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "DIR", "The run directory. Default: results/<dataset>-<preset>");

    private readonly ReadOption<ExistingRun?> _existing = CommonOptions.Choice<ExistingRun>(
        "--existing", "What to do where DIR holds a run: continue it, start over, or refuse. Default: resume");

    private readonly ReadOption<Shard?> _shard = new("--shard", (words, mistake) =>
    {
        if (Shard.Read(words[0]) is { } shard)
            return shard;
        mistake($"--shard {words[0]} is not allowed; a shard is i/n, i from 1 to n and n from 1 to {Shard.Most}, for example 1/10.");
        return null;
    })
    {
        HelpName = "i/n",
        Description = "Only the i-th of n parts of the run, i = 1…n, for n machines: each does as much of every network's work. "
            + "'merge' puts them together. Default: as CONFIG.json says, else all of it",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in (Option[])
                 [
                     _datasets, .. _layout.Reading(), .. _layout.Choosing, _models, _preprocessing, _methods, _metrics,
                     _plugins.Option, _preset, _limit, _targets, _reference, _noShuffled, .. _visualizations.All, .. _foreign.All,
                     _ranking, _discard, _until, _time, _seed, _seeds, _threads, _memory, .. _device.All, _shard, _out, _existing,
                 ])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>Keeps a mistake where the command line says where results go, or what becomes of those that are there.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="why">Where that is said instead, a sentence.</param>
    public void RefusePlace(ArgumentReader read, string why)
    {
        foreach (var option in (Option[])[_out, _existing])
            if (read.Parse.GetResult(option) is { Implicit: false })
                read.Mistake($"{option.Name} is not allowed here: {why}");
    }

    /// <summary>The configuration: the file's, or an empty one, with everything replaced that the command line names.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="directory">What a relative path of the file starts at.</param>
    public RunConfig Read(ArgumentReader read, string directory)
    {
        var parse = read.Parse;
        var words = new ListWords(
            read,
            [
                (_datasets, true), (_models, true), (_methods, false), (_metrics, false),
                .. _visualizations.Lists.Concat(_foreign.Lists).Select(l => (l, IsPath: false)),
            ],
            parse.GetValue(_file), directory);
        var file = words.Try(read, path => RunConfigFile.Parse(Path.Combine(directory, path)));
        if (file?.FileMistakes is { Count: > 0 } mistakes)
            words.Try<RunConfig>(read, _ => throw new InputException(mistakes));
        var config = file ?? new RunConfig([], [], [], []);
        var stated = PreprocessingOption.Read(_preprocessing, read, directory);
        return _foreign.Read(read, words, _visualizations.Read(read, words, config)) with
        {
            Datasets = words.Or(_datasets, config.Datasets),
            DatasetOptions = _layout.Read(read, directory, config.DatasetOptions),
            Models = words.Or(_models, config.Models),
            Preprocessing = stated?.Preprocessing ?? config.Preprocessing,
            Methods = words.Or(_methods, config.Methods),
            Metrics = words.Or(_metrics, config.Metrics),
            Plugins = _plugins.Or(read, config.Plugins),
            Preset = parse.GetValue(_preset) ?? config.Preset,
            Limit = read.Value(_limit) ?? config.Limit,
            TargetsPerImage = read.Value(_targets) ?? config.TargetsPerImage,
            Reference = parse.GetValue(_reference) ?? config.Reference,
            Shuffled = config.Shuffled && !parse.GetValue(_noShuffled),
            Network = _network.Read(read).Or(stated?.Choices).Or(config.Network),
            Ranking = RankingOption.Read(read, _ranking, directory) ?? config.Ranking,
            Discard = parse.GetResult(_discard) is null ? config.Discard : read.Value(_discard),
            Until = parse.GetValue(_until) ?? config.Until,
            Time = parse.GetValue(_time) ?? config.Time,
            Seed = read.Value(_seed) ?? config.Seed,
            Seeds = read.Value(_seeds) ?? config.Seeds,
            Threads = read.Value(_threads) ?? config.Threads,
            MaxMemoryMegabytes = read.Value(_memory) ?? config.MaxMemoryMegabytes,
            Device = elsewhere ? _device.ReadAnywhere(read, config.Device) : _device.Read(read, config.Device),
            Out = parse.GetValue(_out) is { } folder ? Path.GetFullPath(folder, directory) : config.Out,
            Existing = read.Value(_existing) ?? config.Existing,
            Shard = read.Value(_shard) ?? config.Shard,
        };
    }
}
