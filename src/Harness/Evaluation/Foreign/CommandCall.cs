using System.Diagnostics;
using System.Globalization;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>One start of a program, to its end; killed with all it has started when its time is up or the run is stopped.</summary>
/// <param name="command">The program.</param>
internal sealed class CommandCall(ExternalCommand command)
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
        // Not in the folder of the call, which the command may empty before its streams are read.
        using var kept = new CallFolder();
        using var group = CommandProcess.Start(command, arguments);
        var process = group.Process;
        // It must not wait for a person.
        process.StandardInput.Close();
        using var output = new KeptOutput(process.StandardOutput.BaseStream, Path.Combine(kept.Path, "standard-output"));
        using var error = new KeptOutput(process.StandardError.BaseStream, Path.Combine(kept.Path, "standard-error"));
        var isDone = Wait(group, stop);
        KeptOutput.Wait(Draining, output.Ended, error.Ended);
        // What it has left behind, one a call, would be many.
        group.Kill();
        var end = isDone ? $"ended with exit code {process.ExitCode}" : "was killed when its time was up";
        var failure = !isDone ? CommandProcess.TooLong(command, error.LastText)
            : process.ExitCode != 0 ? CommandProcess.Failure(command, end, error.LastText)
            : null;
        try
        {
            log.Add(
                command, string.Create(CultureInfo.InvariantCulture, $"{end} after {clock.Elapsed.TotalSeconds:0.0} s"), arguments,
                [("standard error", error), ("standard output", output)]);
        }
        catch (Exception unwritten) when (
            unwritten is IOException or UnauthorizedAccessException && (failure is not null || stop.IsCancellationRequested))
        {
            // A log that cannot be written must not hide what the command did.
        }
        stop.ThrowIfCancellationRequested();
        if (failure is not null)
            throw failure;
    }

    // Whether it ended by itself.
    private bool Wait(ProcessGroup group, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(command.Limit);
        try
        {
            group.Process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
            return true;
        }
        catch (OperationCanceledException)
        {
            group.Kill();
            return false;
        }
    }
}
