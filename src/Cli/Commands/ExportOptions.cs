using System.CommandLine;
using System.Globalization;
using VisEval.Cli.Options;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;
using VisEval.Harness.Configuration.Exporting;
using VisEval.Methods;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>export</c>.</summary>
internal sealed class ExportOptions
{
    private readonly Option<string?> _model = NetworkOption.Create();

    private readonly Option<string[]> _methods = CommonOptions.Several(
        "--method", "X",
        "Methods, name, name@dialect or name:option=value,…: those that list methods --json calls exportable")
        .Naming<IAttributionMethod>();

    private readonly ReadOption<int?> _target = new("--target", Class)
    {
        HelpName = "N",
        Description = "The class to explain, by index. Default: an input of the file, int64, one class an image",
    };

    private readonly Option<string?> _out = CommonOptions.One(
        "--out", "FILE.onnx", "Where the file goes; one of that name that export wrote is replaced, which is said.");

    private readonly Option<string?> _preprocessing = PreprocessingOption.Create(
        "How a picture becomes input; the file says it, and baselines that are colours need it");

    private readonly Option<string?> _reference = ReferenceOption.Create(
        ", which the file will hold", "are drawn", "baselines made of the image");

    private readonly ReadOption<long?> _seed = SettingOptions.Seed();

    private readonly PluginOption _plugins = new();
    private readonly ModelOptions _network = new();

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_model, _methods, _plugins.Option, _target, _out, _preprocessing, _reference, _seed])
            command.Add(option);
        _network.AddTo(command);
    }

    /// <summary>Whether a model and a file are named, so that they can be looked at.</summary>
    public bool IsComplete(ParseResult parse) => parse.GetValue(_model) is not null && parse.GetValue(_out) is not null;

    /// <summary>What can be named.</summary>
    public Catalogues Catalogues(ArgumentReader read, string directory) => _plugins.Catalogues(read, directory);

    /// <summary>What is asked for, with everything checked that can be without opening the model.</summary>
    public ExportRequest Read(ArgumentReader read, Catalogues catalogues, string directory)
    {
        var parse = read.Parse;
        if (parse.GetValue(_model) is null)
            read.Mistake(NetworkOption.Missing);
        if (parse.GetValue(_out) is null)
            read.Mistake("--out FILE.onnx is needed: the file to write.");
        if (parse.GetResult(_methods) is null)
            read.Mistake("--method X is needed, at least once; 'viseval list methods --json' says which are exportable.");
        var methods = read.Try(() => ResultNames.For(parse.GetValue(_methods) ?? [], catalogues.Methods, "the output {0}")) ?? [];
        return new ExportRequest(
            parse.GetValue(_model) ?? "", methods, read.Value(_target), Full(parse.GetValue(_out) ?? "", directory))
        {
            Stated = PreprocessingOption.Read(_preprocessing, read, directory),
            Reference = ReferenceOption.Read(_reference, read, directory),
            BaseDirectory = directory,
            Network = _network.Read(read),
            Seed = read.Value(_seed) ?? Settings.DefaultSeed,
        };
    }

    private static int? Class(IReadOnlyList<string> words, Action<string> mistake)
    {
        if (int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            return index;
        mistake($"--target {words[0]} is not allowed; --target is one class index, for example 3. Without it the class is an input.");
        return null;
    }

    private static string Full(string path, string directory) => Path.GetFullPath(path, directory);
}
