using System.CommandLine;
using System.Globalization;
using VisEval.Onnx.Loading;

namespace VisEval.Cli.Options;

/// <summary>The options that say what a model's file leaves open, the same for every command that opens one.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string?> _output = CommonOptions.One(
        "--score-output", "NAME",
        "Which output (or inner tensor) of the network holds one score a class. Default: what the JSON file beside the model says, "
        + "else the one that is found, which is said where there are several");

    private readonly ReadOption<ScoreReduction?> _reduction = new("--score", Reduction)
    {
        HelpName = "SCORE",
        Description =
            "For a network with a plane of scores a class (segmentation): how a plane becomes one score: mean, max, mean-of-class-mask or "
            + "pixel:Y,X. Default: what the JSON file beside the model says",
    };

    private readonly ReadOption<PlaneSize?> _size = new("--size", Size)
    {
        HelpName = "H,W",
        Description =
            "Height and width of the images, for a network that leaves them free. Default: what the JSON file beside the model says",
    };

    /// <summary>The options.</summary>
    public IReadOnlyList<Option> All => [_output, _reduction, _size];

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>What was said.</summary>
    public NetworkChoices Read(ArgumentReader read) => new(Output: read.Parse.GetValue(_output))
    {
        Plane = read.Value(_size),
        Reduction = read.Value(_reduction),
    };

    private static ScoreReduction? Reduction(IReadOnlyList<string> words, Action<string> mistake)
    {
        var reduction = ScoreReduction.Parse(words[0]);
        if (reduction is null)
            mistake($"--score {words[0]} is not allowed; allowed are {ScoreReduction.Allowed}.");
        return reduction;
    }

    private static PlaneSize? Size(IReadOnlyList<string> words, Action<string> mistake)
    {
        if (words[0].Split(',') is [var height, var width]
            && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h) && h > 0
            && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w) && w > 0)
            return new PlaneSize(h, w);
        mistake($"--size {words[0]} is not allowed; --size is height and width in pixels, for example 224,224.");
        return null;
    }
}
