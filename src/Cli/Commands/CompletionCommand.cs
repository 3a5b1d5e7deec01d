using System.CommandLine;
using VisEval.Cli.Completing;
using VisEval.Cli.Hosting;

namespace VisEval.Cli.Commands;

/// <summary><c>viseval completion</c>: scripts with which a shell completes commands, options and names.</summary>
internal static class CompletionCommand
{
    /// <summary>The command with one subcommand for each shell.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(
            "completion", "A script with which a shell completes commands, options and the names of units, presets and devices: "
            + string.Join(", ", CompletionScript.All.Select(s => s.Shell)) + ".");
        foreach (var script in CompletionScript.All)
        {
            var sub = new Command(script.Shell, script.Use);
            sub.SetAction(_ =>
            {
                host.Out.Write(script.Text.ReplaceLineEndings("\n") + "\n");
                return ExitStatus.Done;
            });
            command.Add(sub);
        }
        return command;
    }
}
