using System.CommandLine;
using VisEval.Harness.Configuration;
using VisEval.Harness.Results;

namespace VisEval.Cli.Commands;

/// <summary>The arguments that say what to run.</summary>
internal sealed class RunOptions
{
    private readonly Argument<string?> _file = new("CONFIG.json")
    {
        Description = "A run as a file, for example the run.json of an earlier run; what the command line says replaces it.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _datasets = Many("--dataset", "D", "A name under datasets/, a folder, or a dataset.json; repeatable. Default: the embedded dataset.");
    private readonly Option<string[]> _models = Many("--model", "M", "A name under the dataset's models/, a folder, or an .onnx file; repeatable. Default: all that are no control.");
    private readonly Option<string[]> _methods = Many("--method", "X", "A method, name or name:option=value,…; repeatable. Default: all. See: list methods");
    private readonly Option<string[]> _metrics = Many("--metric", "Y", "A metric, name, name@dialect or name:option=value,…; repeatable. Default: all. See: list metrics");
    private readonly Option<string?> _preset = One("--preset", "quick|standard|full", "How many images and how dear the methods. Default: quick");
    private readonly Option<string?> _limit = One("--limit", "N", "At most so many images of each dataset. Default: as the preset says");
    private readonly Option<string?> _seed = One("--seed", "S", "The seed of every random draw. Default: 0");
    private readonly Option<string?> _threads = One("--threads", "N", "Images worked on at once; changes no number. Default: all processors");
    private readonly Option<string?> _memory = One("--max-memory", "MB", "Memory budget of the engine. Default: 1024");
    private readonly Option<string?> _out = One("--out", "DIR", "The run directory. Default: results/<dataset>-<preset>");
    private readonly Option<string?> _existing = One("--existing", "resume|redo|fail", "Where DIR holds a run: go on with it, start over, or refuse. Default: resume");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach (var option in new Option[] { _datasets, _models, _methods, _metrics, _preset, _limit, _seed, _threads, _memory, _out, _existing })
            command.Add(option);
    }

    /// <summary>The configuration: the file's, or an empty one, with everything replaced that the command line names.</summary>
    /// <param name="read">Collects the mistakes.</param>
    /// <param name="directory">What a relative path of the file starts at.</param>
    public RunConfig Read(ArgumentReader read, string directory)
    {
        var parse = read.Parse;
        var file = parse.GetValue(_file) is { } path ? read.Try(() => RunConfigFile.Read(Path.Combine(directory, path))) : null;
        var config = file ?? new RunConfig([], [], [], []);
        return config with
        {
            Datasets = Or(parse.GetValue(_datasets), config.Datasets),
            Models = Or(parse.GetValue(_models), config.Models),
            Methods = Or(parse.GetValue(_methods), config.Methods),
            Metrics = Or(parse.GetValue(_metrics), config.Metrics),
            Preset = parse.GetValue(_preset) ?? config.Preset,
            Limit = read.Integer(_limit) ?? config.Limit,
            Seed = read.Long(_seed) ?? config.Seed,
            Threads = read.Integer(_threads) ?? config.Threads,
            MaxMemoryMegabytes = read.Integer(_memory) ?? config.MaxMemoryMegabytes,
            Out = parse.GetValue(_out) is { } folder ? Path.GetFullPath(folder, directory) : config.Out,
            Existing = read.Choice<ExistingRun>(_existing) ?? config.Existing,
        };
    }

    private static IReadOnlyList<string> Or(string[]? given, IReadOnlyList<string> otherwise) => given is { Length: > 0 } ? given : otherwise;

    private static Option<string[]> Many(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<string?> One(string name, string help, string description) => new(name) { HelpName = help, Description = description };
}
