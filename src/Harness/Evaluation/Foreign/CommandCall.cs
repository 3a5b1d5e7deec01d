using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using VisEval.Core;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>One start of a program, to its end: without a shell and without a console, killed with all it has started when its time is up
/// or the run is stopped.</summary>
/// <param name="command">The program.</param>
/// <param name="folder">Full path of the folder of the call.</param>
internal sealed class CommandCall(ExternalCommand command, string folder)
{
    // What a child of the program may hold on to its streams after it has ended.
    private static readonly TimeSpan Draining = TimeSpan.FromSeconds(5);

    /// <summary>Starts the program and waits for its end.</summary>
    /// <param name="arguments">What is added to its words.</param>
    /// <param name="log">Added to when it has ended.</param>
    /// <param name="stop">Kills it.</param>
    /// <exception cref="ExternalFailureException">It cannot be started, took too long, or ended with another code than 0.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(IReadOnlyList<string> arguments, CommandLog log, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        using var process = Start(arguments);
        // It must not wait for a person.
        process.StandardInput.Close();
        var output = new KeptOutput(process.StandardOutput.BaseStream, Path.Combine(folder, "standard-output"));
        var error = new KeptOutput(process.StandardError.BaseStream, Path.Combine(folder, "standard-error"));
        var isDone = Wait(process, stop);
        Task.WhenAll(output.Ended, error.Ended).Wait(Draining, CancellationToken.None);
        var end = isDone ? $"ended with exit code {process.ExitCode}" : "was killed when its time was up";
        log.Add(
            command, string.Create(CultureInfo.InvariantCulture, $"{end} after {clock.Elapsed.TotalSeconds:0.0} s"), arguments,
            [("standard error", error), ("standard output", output)]);
        stop.ThrowIfCancellationRequested();
        if (!isDone)
            throw Failure($"took longer than {Seconds(command.Limit)} and was killed; --external-time gives it more", error);
        if (process.ExitCode != 0)
            throw Failure(end, error);
    }

    /// <summary>A failure in words.</summary>
    /// <param name="what">What was wrong, without the command.</param>
    /// <param name="error">What it said; null where it said nothing.</param>
    private ExternalFailureException Failure(string what, KeptOutput? error)
    {
        var said = error?.LastText ?? "";
        var last = said.Length == 0 ? "It wrote nothing on standard error." : $"Standard error ends: {Shown(said)}";
        return new ExternalFailureException($"{command} {what}. {last}");
    }

    private Process Start(IReadOnlyList<string> arguments)
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
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw Failure($"cannot be started: {error.Message}", null);
        }
    }

    // Whether it ended by itself.
    private bool Wait(Process process, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(command.Limit);
        try
        {
            process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
            process.WaitForExit();
            return false;
        }
    }

    // Of lines and tabs a row has room; other control characters would drive a terminal.
    private static string Shown(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => Printable.Of(l.Replace('\t', ' '), KeptOutput.Tail)));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
