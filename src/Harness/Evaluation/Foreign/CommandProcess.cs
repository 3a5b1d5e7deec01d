using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>The process of a command: without a shell and without a console.</summary>
internal static class CommandProcess
{
    /// <summary>Starts a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">What is added to its words.</param>
    /// <exception cref="ExternalFailureException">It cannot be started.</exception>
    public static ProcessGroup Start(ExternalCommand command, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(command.Words[0])
        {
            WorkingDirectory = command.Directory,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in command.Words.Skip(1).Concat(arguments))
            start.ArgumentList.Add(word);
        try
        {
            return ProcessGroup.Start(start);
        }
        catch (Win32Exception error)
        {
            throw Failure(command, $"cannot be started: {error.Message}", "");
        }
    }

    /// <summary>A failure in words.</summary>
    /// <param name="command">The command.</param>
    /// <param name="what">What was wrong, without the command.</param>
    /// <param name="said">What it said last on standard error.</param>
    public static ExternalFailureException Failure(ExternalCommand command, string what, string said) => new(
        $"{command} {what}. {(said.Length == 0 ? "It wrote nothing on standard error." : $"Standard error ends: {Shown(said)}")}");

    /// <summary>That a call took too long.</summary>
    /// <param name="command">The command.</param>
    /// <param name="said">What it said last on standard error.</param>
    public static ExternalFailureException TooLong(ExternalCommand command, string said) => new(
        Failure(
            command,
            string.Create(
                CultureInfo.InvariantCulture,
                $"took longer than {command.Limit.TotalSeconds:0.###} s and was killed; --external-time gives it more"),
            said).Message)
    {
        TookTooLong = true,
    };

    /// <summary>What a command said, for a row: lines and tabs have room in it; other control characters would drive a
    /// terminal.</summary>
    public static string Shown(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => Printable.Of(l.Replace('\t', ' '), KeptOutput.Tail)));
}
