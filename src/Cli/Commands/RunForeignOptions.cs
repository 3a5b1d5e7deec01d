using System.CommandLine;
using VisEval.Cli.Options;
using VisEval.Core;
using VisEval.Harness.Configuration;
using VisEval.Harness.Configuration.Foreign;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of <c>run</c> and <c>plan</c> about maps and commands of other tools.</summary>
internal sealed class RunForeignOptions
{
    private readonly Option<string[]> _maps = CommonOptions.Several(
        "--maps", "NAME=DIR",
        "Maps that another tool made, in the leaderboard as maps:NAME with every metric that explains nothing again; one or several. In "
        + "DIR/MODEL (of one network also DIR): ID.npy or ID@CLASS.npy for each image, or maps.npy with images.txt; or an array that "
        + "explain --dataset wrote. --method NAME says which methods run beside, --method uniform only the controls (docs/foreign.md)");

    private readonly Option<string[]> _externals = CommonOptions.Repeated(
        "--external", "NAME=\"COMMAND\"",
        "A method of your own, a command: it is called with --input x.npy --targets t.npy --model FILE --out maps.npy, stands in the "
        + "leaderboard as external:NAME and gets every metric; repeatable. Without NAME= it is called by its script. No shell "
        + "(docs/foreign.md)");

    private readonly Option<string?> _limit = CommonOptions.One(
        "--external-time", "10m|90s",
        $"The time that a call of a command may take, its start included. Default: {ForeignChoice.DefaultLimit}");

    private readonly Option<bool> _serve = new("--external-serve")
    {
        Description = "Start each command once for each thread, with --serve, and ask it again and again by lines on its standard input, "
            + "where a start takes seconds (docs/foreign.md).",
    };

    private readonly Option<bool> _allow = new("--allow-external")
    {
        Description = "Start the commands that CONFIG.json names. A command can do everything that you can: read it first.",
    };

    private readonly ReadOption<ChannelReduction?> _channels = CommonOptions.Choice<ChannelReduction>(
        "--channels", "How the channels of maps of --maps and --external become one value per pixel. Default: sum");

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_maps, _externals, _limit, _serve, _allow, _channels];

    /// <summary>The options that take several words.</summary>
    public IEnumerable<Option<string[]>> Lists => [_maps];

    /// <summary>A configuration with everything replaced that the command line names.</summary>
    public RunConfig Read(ArgumentReader read, ListWords words, RunConfig config)
    {
        var given = read.Parse.GetValue(_externals) is { Length: > 0 } commands ? commands : null;
        return config with
        {
            Foreign = new ForeignChoice(words.Or(_maps, config.Foreign.Maps), given ?? config.Foreign.Externals)
            {
                Channels = read.Value(_channels) ?? config.Foreign.Channels,
                Limit = read.Parse.GetValue(_limit) ?? config.Foreign.Limit,
                Serves = config.Foreign.Serves || read.Parse.GetValue(_serve),
                // Who names a command wants it started.
                IsAllowed = given is not null || read.Parse.GetValue(_allow),
            },
        };
    }
}
