using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Configuration;
using VisEval.Harness.Datasets;
using VisEval.Methods;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>explain</c>.</summary>
internal sealed class ExplainOptions
{
    private readonly Option<string?> _model = NetworkOption.Create("; with --dataset first one of its models");

    private readonly Option<string?> _dataset = CommonOptions.One(
        "--dataset", "D",
        "Instead of pictures: the images of a dataset, a name under datasets/, a dataset.json, or a folder or file of a known layout, each "
        + "for each class that it explains, in the order that score --dataset takes");

    // --format is that of the results.
    private readonly DatasetArguments _layout = new(hasFormat: true);

    private readonly ReadOption<int?> _limit = SettingOptions.Limit(
        "With --dataset: N of its images only, of a folder ordered by class as many of each class.", "all of them");

    private readonly Option<string[]> _images = CommonOptions.Several(
        "--image", "FILE", "Pictures, JPEG, PNG, BMP, GIF or WebP; results keep their order.");

    private readonly Option<string?> _input = CommonOptions.One(
        "--input", "FILE.npy", "Instead of pictures: inputs as an array N×C×H×W, already normalized.");

    private readonly Option<string[]> _methods = CommonOptions.Several(
        "--method", "X", "Methods, name, name@dialect or name:option=value,… See: list methods")
        .Naming<IAttributionMethod>("all");

    private readonly ReadOption<IReadOnlyList<int>> _targets = CommonOptions.Classes(
        "--target",
        "Classes to explain, by index: one for all images, or one per image in their order; several for a single image explain it once for "
        + "each. Default: the top-1 class of each image");

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "DIR", "Where the results go; files of the same names are replaced, which is said.");

    private readonly ReadOption<OutputFormats> _formats = CommonOptions.Flags<OutputFormats>(
        "--format", "png,npy", "png: the heatmap over the picture; npy: the numbers. Default: both for pictures, npy for --input",
        (a, b) => a | b);

    private readonly Option<bool> _raw = new("--raw")
    {
        Description = "npy: the attribution as the method defines it, neither resized nor normalized. Otherwise: channels reduced, resized "
            + "to the input, divided by the largest absolute value",
    };

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create("How a picture becomes input");

    private readonly Option<string?> _reference = ReferenceOption.Create();

    private readonly ModelOptions _network = new();
    private readonly PluginOption _plugins = new();
    private readonly DeviceArguments _device = new();
    private readonly ReadOption<long?> _seed = SettingOptions.Seed();
    private readonly ReadOption<int?> _threads = SettingOptions.Threads("Threads of the engine; changes no number beyond rounding.");
    private readonly ReadOption<int?> _memory = SettingOptions.MaxMemory();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
                 [
                     _model, _dataset, .. _layout.Reading(), .. _layout.Choosing,
                     _limit, _images, _input, _methods, _plugins.Option, _targets, _out, _formats, _raw, _preprocessing, _reference, _seed,
                     _threads, _memory, .. _device.All,
                 ])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>Whether a model, images of one kind and a folder are named, so that they can be looked at.</summary>
    public bool IsComplete(ParseResult parse) => parse.GetValue(_model) is not null && parse.GetValue(_out) is not null
        && new[] { parse.GetValue(_images) is { Length: > 0 }, parse.GetValue(_input) is not null, parse.GetValue(_dataset) is not null }
            .Count(given => given) == 1;

    /// <summary>What is asked for, with everything checked that can be without opening the model.</summary>
    public ExplainRequest Read(ArgumentReader read, string directory)
    {
        var catalogues = _plugins.Catalogues(read, directory);
        var parse = read.Parse;
        var images = parse.GetValue(_images) ?? [];
        var input = parse.GetValue(_input);
        if (parse.GetValue(_model) is null)
            read.Mistake(NetworkOption.Missing);
        if (parse.GetValue(_out) is null)
            read.Mistake("--out DIR is needed: the folder the results go to.");
        var dataset = parse.GetValue(_dataset);
        var limit = read.Value(_limit);
        if (new[] { images.Length > 0, input is not null, dataset is not null }.Count(given => given) != 1)
            read.Mistake("Exactly one of --image FILE…, --input FILE.npy and --dataset D is needed.");
        if (dataset is not null && parse.GetResult(_targets) is not null)
            read.Mistake("--target is for --image and --input; a dataset says itself which classes are explained.");
        if (dataset is null && limit is not null)
            read.Mistake("--limit is for --dataset; of --image and --input every image is taken.");
        if (dataset is null)
            _layout.Refuse(read);
        var methods = read.Try(() => ResultNames.For(parse.GetValue(_methods) ?? [], catalogues.Methods)) ?? [];
        if (parse.GetResult(_methods) is null)
            read.Mistake("--method X is needed, at least once; 'viseval list methods' names them all.");
        var formats = read.Value(_formats) is var asked && asked != default ? asked
            : input is null ? OutputFormats.Png | OutputFormats.Npy : OutputFormats.Npy;
        var raw = parse.GetValue(_raw);
        if (raw && formats == OutputFormats.Png)
            read.Mistake("--raw is about npy files, but --format asks for png alone.");
        return new ExplainRequest(
            parse.GetValue(_model) ?? "",
            [.. images.Select(i => Full(i, directory))],
            input is null ? null : Full(input, directory),
            methods,
            read.Value(_targets) ?? [],
            Full(parse.GetValue(_out) ?? "", directory),
            formats,
            raw,
            parse.GetValue(_preprocessing) is { } text ? PreprocessingFile.Locate(text, directory) : null,
            read.Value(_seed) ?? Settings.DefaultSeed,
            read.Value(_threads) ?? Settings.DefaultThreads,
            read.Value(_memory) ?? Settings.DefaultMemory)
        {
            BaseDirectory = directory,
            Network = _network.Read(read),
            Device = _device.Read(read),
            Reference = ReferenceOption.Read(_reference, read, directory),
            Dataset = dataset is null
                ? null
                : new DatasetChoice(
                    dataset, parse.GetValue(_model) ?? "", limit, directory,
                    _layout.Read(read, directory) with { Formats = catalogues.Formats }),
        };
    }

    private static string Full(string path, string directory) => Path.GetFullPath(path, directory);
}
