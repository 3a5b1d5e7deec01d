using System.CommandLine;
using VisEval.Core;
using VisEval.Harness.Configuration.Scoring;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>score</c>.</summary>
internal sealed class ScoreOptions
{
    private readonly Option<string?> _model = One("--model", "FILE", "The classifier, an .onnx file; with --dataset also the name of one of its models.");
    private readonly Option<string?> _dataset = One("--dataset", "D", "What the maps are of: a name under datasets/, a folder, or a dataset.json. A map an image in its order; where it explains labels, a map a label, in the order of the image's labels");
    private readonly Option<string?> _limit = One("--limit", "N", "With --dataset: its first N images only");
    private readonly Option<string?> _input = One("--input", "FILE.npy", "Instead of a dataset: inputs as an array N×C×H×W, already normalized");
    private readonly Option<string?> _masks = One("--masks", "FILE.npy", "With --input: where the target is, N×H×W at the input's size, not zero on it. Zeros alone: not known");
    private readonly Option<string?> _boxes = One("--boxes", "FILE.csv", "With --input: boxes of the target, header image,x0,y0,x1,y1, a box a row; image counts from 0, pixels of the input, the upper ends exclusive: all of 224×224 is 0,0,224,224. With --masks the mask is the region; alone, the boxes filled");
    private readonly Option<string?> _preprocessing = One("--preprocessing", "FILE", "With --input: how a picture becomes input, which black or gray fills ask for: a model.json, a dataset.json or only its \"preprocessing\". Default: the model.json beside the model");
    private readonly Option<string?> _maps = One("--maps", "FILE.npy|DIR", "The maps: N×H×W or N×C×H×W at the input, or N×h×w of a layer, which is resized bilinearly. A file is a method and names it; a folder is all its .npy files");
    private readonly Option<string[]> _metrics = Several("--metric", "Y", "Metrics, name, name@dialect or name:option=value,… See: list metrics");
    private readonly Option<string[]> _targets = Several("--target", "N[,N…]", "The classes the maps are for, by index: one for all, or one an image in their order; several for a single image: a map each. Default: as the dataset says; the top-1 class of each image of --input");
    private readonly Option<string?> _channels = One("--channels", "sum|max-absolute", "How the channels of a map become one value a pixel. Default: sum");
    private readonly Option<string?> _out = One("--out", "FILE.csv", "Where the scores go; a file of that name is replaced. Default: standard output");
    private readonly Option<string?> _seed = One("--seed", "S", "The seed of every random draw. Default: 0");
    private readonly Option<string?> _threads = One("--threads", "N", "Maps worked on at once; changes no number. Default: all processors");
    private readonly Option<string?> _memory = One("--max-memory", "MB", "Memory budget of the engine. Default: 1024");

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _model, _dataset, _limit, _input, _masks, _boxes, _preprocessing, _maps, _metrics, _targets, _channels, _out, _seed, _threads, _memory })
            command.Add(option);
    }

    /// <summary>What is asked for, not yet looked up.</summary>
    public ScoringConfig Read(ArgumentReader read)
    {
        var parse = read.Parse;
        return new ScoringConfig(
            parse.GetValue(_model),
            parse.GetValue(_dataset),
            parse.GetValue(_input),
            parse.GetValue(_masks),
            parse.GetValue(_boxes),
            parse.GetValue(_preprocessing),
            parse.GetValue(_maps),
            parse.GetValue(_metrics) ?? [],
            read.Classes(_targets),
            read.Choice<ChannelReduction>(_channels) ?? ChannelReduction.Sum,
            read.Integer(_limit, 1, int.MaxValue),
            read.Long(_seed) ?? 0,
            read.Integer(_threads, 1, 1024) ?? Environment.ProcessorCount,
            read.Integer(_memory, 64, 1 << 20) ?? 1024);
    }

    /// <summary>Full path of the file the scores go to; null for standard output.</summary>
    public string? Out(ArgumentReader read, string directory)
    {
        if (read.Parse.GetValue(_out) is not { } text)
            return null;
        var path = Path.GetFullPath(text, directory);
        if (Directory.Exists(path))
            read.Mistake($"--out {path} is a folder; name a file.");
        return path;
    }

    private static Option<string?> One(string name, string help, string description) => new(name) { HelpName = help, Description = description };

    private static Option<string[]> Several(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description, AllowMultipleArgumentsPerToken = true };
}
