using System.CommandLine;
using VisEval.Cli.Options;

namespace VisEval.Cli.Commands;

/// <summary>The arguments of the commands below <c>launch</c>: those of <c>run</c>, and what a scheduler needs.</summary>
/// <param name="program">The command that starts VisEval where none is given.</param>
internal sealed class LaunchOptions(string program)
{
    // A shard has these of its own, or they say nothing about the run.
    private readonly HashSet<string> _leftOut = ["--out", "--threads", "--quiet", "--verbose"];

    /// <summary>The run.</summary>
    public RunOptions Run { get; } = new(elsewhere: true);

    /// <summary><c>--shards</c>.</summary>
    public ReadOption<int?> Shards { get; } = SettingOptions.NeededShards("Parts that the run is divided in, one a task. Needed.");

    /// <summary><c>--file</c>.</summary>
    public Option<string?> File { get; } = CommonOptions.One("--file", "FILE", "Where it is written. Default: standard output");

    /// <summary><c>--overwrite</c>.</summary>
    public Option<bool> Overwrite { get; } = new("--overwrite")
    {
        Description = "Replaces the FILE of --file where it is there already; it is refused otherwise.",
    };

    /// <summary><c>--program</c>.</summary>
    public Option<string?> Program { get; } = CommonOptions.One(
        "--program", "COMMAND", $"The command that starts VisEval where the tasks run, as a shell reads it. Default: {program}");

    /// <summary>The command where none is given.</summary>
    public string DefaultProgram { get; } = program;

    /// <summary>The names of the options that are not handed to a shard.</summary>
    public IReadOnlySet<string> LeftOut => _leftOut;

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Run.AddTo(command);
        foreach (var option in (Option[])[Shards, File, Overwrite, Program])
            command.Add(Own(option));
    }

    /// <summary>An option that is not handed to a shard.</summary>
    public Option Own(Option option)
    {
        _leftOut.Add(option.Name);
        return option;
    }
}
