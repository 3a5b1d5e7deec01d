using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Methods;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation.Foreign;

/// <summary>A method that is a program: every call gives it images, classes and the file of a network, and reads the maps that it
/// writes.</summary>
/// <remarks><c>COMMAND --input x.npy --targets t.npy --model FILE --out maps.npy</c>: images N×C×H×W as the network takes them, classes N
/// (64-bit integers). The file of an altered network is a copy that is gone after the call.</remarks>
[Needs(Needs.Forward)]
[Passes("0", "0")]
internal sealed class ExternalMethod : IAttributionMethod, ILargeBatches, IDisposable
{
    // About 64 MB of images: a program takes seconds to start, whatever it is given.
    private const int MostValues = 1 << 24;
    private const int MostImages = 64;

    // A start is then a sixteenth of what it was, and a call that runs out of time has not taken all images of a run with it.
    private const int MostAheadOfTurn = 16;

    private readonly Lazy<bool> _tidied = new(() =>
    {
        CallFolder.RemoveLeft(Path.GetTempPath());
        return true;
    });

    private readonly CommandLog _log = new();
    private readonly ConcurrentBag<ServingCommand> _idle = [];

    /// <summary>The program.</summary>
    public required ExternalCommand Command { get; init; }

    /// <summary>How channels of its maps become one value a pixel.</summary>
    public required ChannelReduction Reduction { get; init; }

    int ILargeBatches.MostTogether(int values) => Math.Clamp(MostValues / Math.Max(1, values), 1, MostImages);

    // A program that serves is started once whatever it is given.
    int ILargeBatches.MostAhead(int values) =>
        Command.Serves ? 1 : Math.Min(MostAheadOfTurn, ((ILargeBatches)this).MostTogether(values));

    /// <inheritdoc/>
    /// <exception cref="ExternalFailureException">The program gave no maps.</exception>
    /// <exception cref="NotApplicableException">No file can be written of the network.</exception>
    public IReadOnlyList<Attribution> Explain(IModel model, ImageBatch batch, IReadOnlyList<int> targets)
    {
        var stop = (model as CountingModel)?.Stop ?? CancellationToken.None;
        try
        {
            _ = _tidied.Value;
            using var folder = new CallFolder();
            return Explain(folder.Path, model, batch, targets, stop);
        }
        catch (Exception error) when (Recoverable.Is(error, stop) && error is not (ExternalFailureException or NotApplicableException))
        {
            // Whatever it was (no room on the disk, a folder that the command has removed), its row names the command.
            throw new ExternalFailureException($"{Command} could not be called: {Recoverable.Message(error)}", error);
        }
    }

    /// <summary>The same, with calls that no log keeps: for measurements before a run.</summary>
    public ExternalMethod Unlogged() => new() { Command = Command with { Log = null }, Reduction = Reduction };

    /// <summary>Ends the programs that wait to be asked.</summary>
    public void Dispose()
    {
        while (_idle.TryTake(out var waiting))
            waiting.Dispose();
    }

    private IReadOnlyList<Attribution> Explain(
        string folder, IModel model, ImageBatch batch, IReadOnlyList<int> targets, CancellationToken stop)
    {
        string In(string name) => Path.Combine(folder, name);
        NpyFile.Write(In("input.npy"), batch.Values);
        NpyFile.WriteIntegers(In("targets.npy"), [.. targets.Select(t => (long)t)]);
        IReadOnlyList<string> arguments =
            ["--input", In("input.npy"), "--targets", In("targets.npy"), "--model", model.FileIn(folder), "--out", In("maps.npy")];
        IReadOnlyList<Attribution> Maps() => ExternalMaps.Read(Command, In("maps.npy"), batch.Count, batch.Size, Reduction);
        if (Command.Serves)
            return Ask(arguments, Maps, stop);
        new CommandCall(Command).Run(arguments, _log, stop);
        return Maps();
    }

    private IReadOnlyList<Attribution> Ask(IReadOnlyList<string> arguments, Func<IReadOnlyList<Attribution>> maps, CancellationToken stop)
    {
        var isInStep = true;
        var program = _idle.TryTake(out var waiting) ? waiting : new ServingCommand(Command, _log);
        try
        {
            program.Ask(arguments, stop);
            // Who says 'done' before the maps are there says it again later, as answer to somebody else's call: such a program is
            // started anew.
            isInStep = false;
            var made = maps();
            isInStep = true;
            return made;
        }
        finally
        {
            if (program.IsServing && isInStep)
                _idle.Add(program);
            else
                program.Dispose();
        }
    }
}
