using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>A program that is started once, with <c>--serve</c>, and asked again and again: a line of JSON on its standard input for each
/// call, with the names of the options of a call, and as answer on its standard output the line <c>viseval done</c>, or
/// <c>viseval failed: REASON</c>. All else that it writes is noise and kept.</summary>
/// <remarks>It ends when its standard input does. One call at a time.</remarks>
internal sealed class ServingCommand : IDisposable
{
    private const string Done = "viseval done";
    private const string Failed = "viseval failed:";
    private const string Serve = "--serve";

    // No answer begins with a space.
    private const string TooLong = " too long";

    private static readonly byte[] DoneBytes = Encoding.UTF8.GetBytes(Done);
    private static readonly byte[] FailedBytes = Encoding.UTF8.GetBytes(Failed);

    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(5);

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BlockingCollection<string> _answers = [];
    private readonly ExternalCommand _command;
    private readonly CommandLog _log;
    private readonly ProcessGroup _group;
    private readonly KeptOutput _said;
    private readonly CallFolder _folder;
    private int _calls;
    private bool _isKilled;

    /// <summary>Starts the program.</summary>
    /// <param name="command">The program.</param>
    /// <param name="log">Added to when it has ended.</param>
    /// <exception cref="ExternalFailureException">It cannot be started.</exception>
    public ServingCommand(ExternalCommand command, CommandLog log)
    {
        (_command, _log) = (command, log);
        _folder = new CallFolder();
        try
        {
            _group = CommandProcess.Start(command, [Serve]);
        }
        catch (ExternalFailureException)
        {
            _folder.Dispose();
            throw;
        }
        _said = new KeptOutput(Program.StandardError.BaseStream, Path.Combine(_folder.Path, "said"));
        Reading = Task.Run(Read);
    }

    private Task Reading { get; }

    private Process Program => _group.Process;

    /// <summary>Whether it can be asked again.</summary>
    public bool IsServing => !_isKilled && !Program.HasExited;

    /// <summary>Asks for maps and waits for the answer.</summary>
    /// <param name="arguments">The options of a call, each name before its value.</param>
    /// <param name="stop">Kills the program.</param>
    /// <exception cref="ExternalFailureException">It said that it failed, took too long, or ended.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Ask(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        _calls++;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(_command.Limit);
        try
        {
            DropSurplus();
            Write(JsonSerializer.Serialize(arguments.Chunk(2).ToDictionary(a => a[0].TrimStart('-'), a => a[1]), AsWritten));
            if (!_answers.TryTake(out var answer, Timeout.Infinite, late.Token))
                throw Ended();
            if (answer == TooLong)
                throw Endless();
            if (answer != Done)
                throw CommandProcess.Failure(
                    _command, $"said that it failed: {CommandProcess.Shown(answer[Failed.Length..].Trim())}", _said.LastText);
        }
        catch (OperationCanceledException)
        {
            Kill();
            stop.ThrowIfCancellationRequested();
            throw CommandProcess.TooLong(_command, _said.LastText);
        }
    }

    /// <summary>Ends the program. Nothing that goes wrong here hides how the call ended.</summary>
    public void Dispose()
    {
        Quietly(Program.StandardInput.Dispose);
        if (!Program.WaitForExit(Ending))
            Kill();
        // What it has left behind may hold its streams.
        _group.Kill();
        KeptOutput.Wait(Ending, Reading, _said.Ended);
        Quietly(() => _log.Add(
            _command, string.Create(CultureInfo.InvariantCulture, $"served {_calls} calls, exit code {Program.ExitCode}"), [Serve],
            [("what it wrote", _said)]));
        _said.Dispose();
        _group.Dispose();
        _answers.Dispose();
        _folder.Dispose();
    }

    // The pipe to a program that has ended is broken; a disk may be full.
    private static void Quietly(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // See Dispose.
        }
    }

    // What is there before a request answers none: taken as its answer, it would shift every answer after it.
    private void DropSurplus()
    {
        var surplus = 0;
        for (; _answers.TryTake(out var early); surplus++)
            if (early == TooLong)
                throw Endless();
        if (surplus > 0)
            _said.Add(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture,
                $"== answers too many, dropped before call {_calls}: {surplus}; a call has one line '{Done}' or '{Failed} REASON'\n")));
    }

    private void Write(string request)
    {
        try
        {
            Program.StandardInput.WriteLine(request);
            Program.StandardInput.Flush();
        }
        catch (IOException)
        {
            throw Ended();
        }
    }

    private ExternalFailureException Ended()
    {
        // Its streams end a little before it does; an exit code that our own signal made would be a lie.
        var hasEnded = Program.WaitForExit(Ending);
        Kill();
        KeptOutput.Wait(Ending, _said.Ended);
        return CommandProcess.Failure(
            _command,
            (hasEnded ? $"ended with exit code {Program.ExitCode}" : "closed its standard input or output (and was killed)")
                + $" before it answered '{Done}'",
            _said.LastText);
    }

    private void Kill()
    {
        _isKilled = true;
        _group.Kill();
    }

    // Who never ends a line never answers: waiting for it would only take memory and time.
    private ExternalFailureException Endless()
    {
        Kill();
        return CommandProcess.Failure(
            _command,
            string.Create(
                CultureInfo.InvariantCulture,
                $"wrote a line of more than {OutputLines.Longest} bytes on standard output and was killed; an answer is the line '{Done}' "
                + $"or '{Failed} REASON', and other lines have an end too"),
            _said.LastText);
    }

    private void Read()
    {
        try
        {
            foreach (var line in OutputLines.Of(Program.StandardOutput.BaseStream))
                Take(line);
        }
        finally
        {
            // Also where a line could not be kept: a call must not wait its whole time for what nobody reads.
            _answers.CompleteAdding();
        }
    }

    private void Take(byte[] line)
    {
        var isWhole = line.Length <= OutputLines.Longest;
        // Spaces around an answer are not seen by whoever wrote it.
        var bare = line.AsSpan().Trim(" \t\r\v\f"u8);
        if (isWhole && (bare.SequenceEqual(DoneBytes) || bare.StartsWith(FailedBytes)))
            _answers.Add(Encoding.UTF8.GetString(bare));
        else
            _said.Add([.. line, (byte)'\n']);
        if (!isWhole)
            _answers.Add(TooLong);
    }
}
