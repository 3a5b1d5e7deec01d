using VisEval.Core;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Results that are to be put together with others: what was run, and its rows at one moment.</summary>
public sealed class MergeInput : IDisposable
{
    private readonly IDisposable? _held;

    internal MergeInput(string name, RunInfo info, IRowSource rows, IDisposable? held) =>
        (Name, Info, Rows, _held) = (name, info, rows, held);

    /// <summary>What people call it: the path as given.</summary>
    public string Name { get; }

    /// <summary>What was run.</summary>
    public RunInfo Info { get; }

    /// <summary>The rows.</summary>
    internal IRowSource Rows { get; }

    /// <summary>Opens a run directory, also while a run is going on there.</summary>
    /// <param name="directory">Its full path.</param>
    /// <param name="name">Its path as given.</param>
    /// <exception cref="InputException">There are no results, or not of this version, or they are damaged.</exception>
    public static MergeInput Open(string directory, string name)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        var view = StoreView.Open(path);
        try
        {
            return new MergeInput(name, ResultReader.ReadInfo(view.First, path), new WholeRows(view.First), view);
        }
        catch
        {
            view.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();
}
