using System.CommandLine;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Explaining;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>explain</c>.</summary>
internal sealed class ExplainOptions
{
    private readonly Option<string?> _model = new("--model") { HelpName = "FILE", Description = "The classifier, an .onnx file." };
    private readonly Option<string[]> _images = Several("--image", "FILE", "Pictures, JPEG or PNG; results keep their order.");
    private readonly Option<string?> _input = new("--input") { HelpName = "FILE.npy", Description = "Instead of pictures: inputs as an array N×C×H×W, already normalized." };
    private readonly Option<string[]> _methods = Several("--method", "X", "Methods, name or name:option=value,… See: list methods");
    private readonly Option<string[]> _targets = Several("--target", "N[,N…]", "Classes to explain, by index: one for all images, or one an image in their order; several for a single image explain it once for each. Default: the top-1 class of each image");
    private readonly Option<string?> _out = new("--out") { HelpName = "DIR", Description = "Where the results go; files of the same names are replaced." };
    private readonly Option<string[]> _formats = Several("--format", "png,npy", "png: the heatmap over the picture; npy: the numbers. Default: both for pictures, npy for --input");
    private readonly Option<bool> _raw = new("--raw") { Description = "npy: the attribution as the method defines it, neither resized nor normalized. Otherwise: channels reduced, resized to the input, divided by the largest absolute value" };
    private readonly Option<string?> _preprocessing = new("--preprocessing") { HelpName = "FILE", Description = "How a picture becomes input: a model.json, a dataset.json or only its \"preprocessing\". Default: the model.json beside the model" };
    private readonly Option<string?> _seed = new("--seed") { HelpName = "S", Description = "The seed of every random draw. Default: 0" };
    private readonly Option<string?> _threads = new("--threads") { HelpName = "N", Description = "Threads of the engine; changes no number beyond rounding. Default: all processors" };
    private readonly Option<string?> _memory = new("--max-memory") { HelpName = "MB", Description = "Memory budget of the engine. Default: 1024" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _images, _input, _methods, _targets, _out, _formats, _raw, _preprocessing, _seed, _threads, _memory })
            command.Add(option);
    }

    /// <summary>What is asked for, with everything checked that can be without opening the model.</summary>
    public ExplainRequest Read(ArgumentReader read, Catalogues catalogues, string directory)
    {
        var parse = read.Parse;
        var images = parse.GetValue(_images) ?? [];
        var input = parse.GetValue(_input);
        if (parse.GetValue(_model) is null)
            read.Mistake("--model FILE is needed: the classifier, an .onnx file.");
        if (parse.GetValue(_out) is null)
            read.Mistake("--out DIR is needed: the folder the results go to.");
        if (images.Length == 0 == input is null)
            read.Mistake("Either --image FILE… or --input FILE.npy is needed, not both.");
        var methods = read.Try(() => ResultNames.For(parse.GetValue(_methods) ?? [], catalogues.Methods)) ?? [];
        if (parse.GetResult(_methods) is null)
            read.Mistake("--method X is needed, at least once; 'viseval list methods' names them all.");
        var formats = Formats(read, input is null);
        var raw = parse.GetValue(_raw);
        if (raw && formats == OutputFormats.Png)
            read.Mistake("--raw is about npy files, but --format asks for png alone.");
        return new ExplainRequest(
            Full(parse.GetValue(_model) ?? "", directory),
            [.. images.Select(i => Full(i, directory))],
            input is null ? null : Full(input, directory),
            methods,
            read.Classes(_targets),
            Full(parse.GetValue(_out) ?? "", directory),
            formats,
            raw,
            parse.GetValue(_preprocessing) is { } file ? Full(file, directory) : null,
            read.Long(_seed) ?? 0,
            read.Integer(_threads, 1, 1024) ?? Environment.ProcessorCount,
            read.Integer(_memory, 64, 1 << 20) ?? 1024);
    }

    private OutputFormats Formats(ArgumentReader read, bool pictures)
    {
        var formats = default(OutputFormats);
        foreach (var word in read.Words(_formats))
            if (Enum.GetValues<OutputFormats>().FirstOrDefault(f => f.ToString().Equals(word, StringComparison.OrdinalIgnoreCase)) is var format && format != default)
                formats |= format;
            else
                read.Mistake($"--format {word}: png, npy or png,npy is allowed.");
        return formats != default ? formats : pictures ? OutputFormats.Png | OutputFormats.Npy : OutputFormats.Npy;
    }

    private static string Full(string path, string directory) => Path.GetFullPath(path, directory);

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true };
}
