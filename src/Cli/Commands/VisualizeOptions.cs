using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Configuration.Visualizing;
using VisEval.Harness.Datasets;
using VisEval.Methods;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>visualize</c>.</summary>
internal sealed class VisualizeOptions
{
    private readonly Option<string?> _model = NetworkOption.Create("; with --dataset first one of its models");

    private readonly Option<string[]> _units = CommonOptions.Several(
        "--unit", "U",
        $"What pictures are made for: {NetworkUnitReader.Forms}; several one after the other");

    private readonly Option<string[]> _methods = CommonOptions.Several(
        "--method", "V", "Visualizers, name, name@dialect or name:option=value,… See: list visualizers")
        .Naming<IFeatureVisualizer>();

    private readonly Option<string?> _dataset = CommonOptions.One(
        "--dataset", "D", "Pictures of the kind that the network was made for, for the visualizers that take some");

    private readonly DatasetArguments _layout = new();
    private readonly ReadOption<int?> _limit = SettingOptions.Limit("With --dataset: its first N images only.", "all of them");

    private readonly Option<string?> _image = CommonOptions.One(
        "--image", "FILE", "The picture whose response is imitated, for the visualizers that imitate one");

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "DIR", "Where the results go; files of the same names are replaced");

    private readonly ReadOption<long?> _seed = SettingOptions.Seed();

    private readonly ReadOption<int?> _seeds = SettingOptions.Seeds(
        "Pictures of each unit by a visualizer that draws random numbers, each of another seed.");

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create("How a picture becomes the model's input");
    private readonly ModelOptions _network = new();
    private readonly DeviceArguments _device = new();

    /// <summary>Units of other people.</summary>
    public PluginOption Plugins { get; } = new();

    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Units worked on at once; changes no byte.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
                 [
                     _model, _units, _methods, Plugins.Option, _dataset, .. _layout.Reading(), .. _layout.Choosing, _limit, _image,
                     _out, _seed, _seeds, _preprocessing, _threads, _memory, .. _device.All,
                 ])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>Whether a model and a folder are named, so that they can be looked at.</summary>
    public bool IsComplete(ParseResult parse) => parse.GetValue(_model) is not null && parse.GetValue(_out) is not null;

    /// <summary>The number of units worked on at once.</summary>
    public int Threads(ArgumentReader read) => read.Value(_threads) ?? Settings.DefaultThreads;

    /// <summary>What is asked for, with everything checked that can be without opening the model.</summary>
    public VisualizeRequest Read(ArgumentReader read, Catalogues catalogues, string directory)
    {
        var parse = read.Parse;
        var model = parse.GetValue(_model);
        if (model is null)
            read.Mistake(NetworkOption.Missing);
        if (parse.GetValue(_out) is null)
            read.Mistake("--out DIR is needed: the folder the results go to.");
        if (parse.GetValue(_units) is not { Length: > 0 })
            read.Mistake($"--unit U is needed, at least once: {NetworkUnitReader.Forms}.");
        if (parse.GetValue(_methods) is not { Length: > 0 })
            read.Mistake("--method V is needed, at least once; 'viseval list visualizers' names them all.");
        var dataset = parse.GetValue(_dataset);
        var limit = read.Value(_limit);
        if (dataset is null && limit is not null)
            read.Mistake("--limit is for --dataset.");
        if (dataset is null)
            _layout.Refuse(read);
        var visualizers = (parse.GetValue(_methods) ?? []).Select(text => read.Try(() => catalogues.Visualizers.Create(text)))
            .OfType<Unit<IFeatureVisualizer>>().ToList();
        return new VisualizeRequest(
            model ?? "", parse.GetValue(_units) ?? [], visualizers, Path.GetFullPath(parse.GetValue(_out) ?? "", directory), directory,
            read.Value(_seed) ?? Settings.DefaultSeed, read.Value(_seeds) ?? 1, read.Value(_memory) ?? Settings.DefaultMemory)
        {
            Dataset = dataset is null
                ? null
                : new DatasetChoice(
                    dataset, model ?? "", limit, directory, _layout.Read(read, directory) with { Formats = catalogues.Formats }),
            IsWhole = visualizers.Count == (parse.GetValue(_methods) ?? []).Length,
            Subject = parse.GetValue(_image) is { } image ? Path.GetFullPath(image, directory) : null,
            Preprocessing = parse.GetValue(_preprocessing) is { } text ? PreprocessingFile.Locate(text, directory) : null,
            Network = _network.Read(read),
            Device = _device.Read(read),
        };
    }
}
