using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration.Representing;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Methods.Representation.Contracts;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>represent</c>.</summary>
internal sealed class RepresentOptions
{
    private readonly Option<string[]> _models = CommonOptions.Several(
        "--model", "M", "Models: names of the dataset's own, .onnx files, or folders that hold a model.onnx.");

    private readonly Option<string?> _dataset = CommonOptions.One(
        "--dataset", "D", "The images: a name under datasets/, a dataset.json, or a folder or file of a known layout.");

    private readonly DatasetArguments _layout = new();
    private readonly ReadOption<int?> _limit = SettingOptions.Limit("The dataset's first images only.", "all of them");

    private readonly Option<string[]> _layers = CommonOptions.Several(
        "--layer", "TENSOR",
        "Layers: names of tensors, of every model that has one of that name, or MODEL:TENSOR; or input, middle, final (the last with "
        + "places), stages (the last of every resolution)");

    private readonly Option<string[]> _analyses = CommonOptions.Several(
        "--analysis", "A", "Analyses, name, name@dialect or name:option=value,…, or all. See: list analyses")
        .Naming<IRepresentationAnalysis>("all");

    private readonly Option<string[]> _concepts = CommonOptions.Several(
        "--concept", "NAME=DIR|NAME",
        "A folder of pictures that show a concept; or the concepts of the dataset that are looked at, by name or category (object, "
        + "background, colour). Default: all of the dataset");

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "DIR", "Where the results go; files of the same names are replaced.");

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create(
        "How a picture becomes input", "the model.json beside the model, else the dataset");

    private readonly ModelOptions _network = new();
    private readonly PluginOption _plugins = new();
    private readonly DeviceArguments _device = new();
    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Images worked on at once; changes no number.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
                 [
                     _models, _dataset, .. _layout.Reading(), .. _layout.Choosing, _limit, _layers, _analyses, _plugins.Option,
                     _concepts, _out, _preprocessing, _seed, _threads, _memory, .. _device.All,
                 ])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>Whether a dataset, a model and a folder are named, so that they can be looked at.</summary>
    public bool IsComplete(ParseResult parse) => parse.GetValue(_models) is { Length: > 0 } && parse.GetValue(_dataset) is not null
        && parse.GetValue(_out) is not null;

    /// <summary>What is asked for, with everything checked that can be without opening anything.</summary>
    public RepresentRequest Read(ArgumentReader read, string directory)
    {
        var catalogues = _plugins.Catalogues(read, directory);
        var parse = read.Parse;
        string[] Given(Option<string[]> option, string missing)
        {
            if (parse.GetValue(option) is { Length: > 0 } values)
                return values;
            read.Mistake(missing);
            return [];
        }
        var models = Given(_models, "--model M is needed, at least once: a name of the dataset's models, or an .onnx file.");
        if (parse.GetValue(_dataset) is null)
            read.Mistake("--dataset D is needed: a name under datasets/, or a folder or file of a known layout.");
        var layers = Given(_layers, "--layer TENSOR is needed, at least once: a name of a tensor, or input, middle, final or stages.");
        var units = Given(_analyses, "--analysis A is needed, at least once; 'viseval list analyses' names them all.");
        if (parse.GetValue(_out) is null)
            read.Mistake("--out DIR is needed: the folder the results go to.");
        return new RepresentRequest(
            models, parse.GetValue(_dataset) ?? "", layers, read.Try(() => NamedAnalyses.Of(units, catalogues.Analyses)) ?? [],
            parse.GetValue(_concepts) ?? [], Path.GetFullPath(parse.GetValue(_out) ?? "", directory), directory)
        {
            Limit = read.Value(_limit),
            Seed = read.Value(_seed) ?? Settings.DefaultSeed,
            Threads = read.Value(_threads) ?? Settings.DefaultThreads,
            MemoryMegabytes = read.Value(_memory) ?? Settings.DefaultMemory,
            Catalogues = catalogues,
            Reading = _layout.Read(read, directory) with { Formats = catalogues.Formats },
            Network = _network.Read(read),
            Device = _device.Read(read),
            Preprocessing = parse.GetValue(_preprocessing) is { } text ? PreprocessingFile.Locate(text, directory) : null,
        };
    }
}
