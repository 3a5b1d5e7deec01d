using VisEval.Core;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Results.Merging;

/// <summary>Results that are to be put together with others: what was run, and its rows at one moment.</summary>
internal sealed class MergeInput : IDisposable
{
    private readonly IDisposable? _held;

    internal MergeInput(string name, RunInfo info, IRowSource rows, IDisposable? held) =>
        (Name, Info, Rows, _held) = (name, info, rows, held);

    /// <summary>What people call it: the path as given.</summary>
    public string Name { get; }

    /// <summary>What was run.</summary>
    public RunInfo Info { get; }

    /// <summary>Full path of its directory; null where it has none.</summary>
    internal string? Directory { get; private init; }

    /// <summary>The rows.</summary>
    internal IRowSource Rows { get; }

    /// <summary>Opens a run directory, also while a run is going on there, and reads all of it once, so that what is damaged is found
    /// before anything is written.</summary>
    /// <param name="directory">Its full path.</param>
    /// <param name="name">Its path as given.</param>
    /// <exception cref="InputException">There are no results, or not of this version, or they are damaged.</exception>
    public static MergeInput Open(string directory, string name)
    {
        var path = Path.Combine(directory, RunFiles.Store);
        var view = StoreView.Open(path);
        try
        {
            var input = new MergeInput(name, ResultReader.ReadInfo(view.First, path), new WholeRows(view.First), view)
            {
                Directory = directory,
            };
            Schema.Check(view.First, path);
            input.ReadAll();
            return input;
        }
        catch (Exception damage) when (damage is not InputException && Damage.Is(damage))
        {
            view.Dispose();
            throw Schema.Damaged(path, damage);
        }
        catch
        {
            view.Dispose();
            throw;
        }
    }

    // What is copied later.
    private void ReadAll()
    {
        var rows = new RowReader(Rows);
        _ = (rows.Images(), rows.Timings(), rows.Failures(), rows.MetricCosts());
        foreach (var table in CopiedTables.All)
            _ = table.Lines(Rows).Count();
        foreach (var group in CellGroup.Of(Rows))
            _ = group.In(Rows);
    }

    /// <inheritdoc/>
    public void Dispose() => _held?.Dispose();
}
