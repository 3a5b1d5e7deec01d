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
        var folder = Directory.CreateTempSubdirectory("viseval-external-").FullName;
        try
        {
            string In(string name) => Path.Combine(folder, name);
            NpyFile.Write(In("input.npy"), batch.Values);
            NpyFile.WriteIntegers(In("targets.npy"), [.. targets.Select(t => (long)t)]);
            Call(
                folder,
                ["--input", In("input.npy"), "--targets", In("targets.npy"), "--model", model.FileIn(folder), "--out", In("maps.npy")],
                (model as CountingModel)?.Stop ?? CancellationToken.None);
            return ExternalMaps.Read(Command, In("maps.npy"), batch.Count, batch.Size, Reduction);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
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

    private void Call(string folder, IReadOnlyList<string> arguments, CancellationToken stop)
    {
        if (!Command.Serves)
        {
            new CommandCall(Command, folder).Run(arguments, _log, stop);
            return;
        }
        var program = _idle.TryTake(out var waiting) ? waiting : new ServingCommand(Command, _log);
        try
        {
            program.Ask(arguments, stop);
        }
        finally
        {
            if (program.IsServing)
                _idle.Add(program);
            else
                program.Dispose();
        }
    }
}
