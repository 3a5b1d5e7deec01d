using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Counts finished cells and reports them one call at a time, so that the count never goes back whichever thread reports.</summary>
/// <param name="progress">Told of everything.</param>
/// <param name="done">Cells that an earlier, interrupted run has finished.</param>
/// <param name="total">All cells.</param>
/// <param name="weights">How much of the work each cell is; null where it is not known.</param>
/// <param name="finished">The cells that were finished before, where <paramref name="weights"/> are given.</param>
public sealed class ProgressCounter(
    IProgress<RunProgress> progress, int done, int total, CellWeights? weights = null, IEnumerable<CellKey>? finished = null)
{
    private readonly Lock _gate = new();
    private int _counted;
    private double _share = weights?.ShareOf(finished ?? []) ?? 0;

    /// <summary>Cells finished since the counter was made.</summary>
    public int Counted
    {
        get
        {
            lock (_gate)
                return _counted;
        }
    }

    /// <summary>Adds finished cells and says what is being worked on.</summary>
    public void Report(IReadOnlyCollection<CellKey> cells, string doing) => Add(cells.Count, weights?.ShareOf(cells) ?? 0, doing);

    /// <summary>Adds a number of cells whose share of the work is not known, and says what is being worked on.</summary>
    public void Report(int cells, string doing) => Add(cells, 0, doing);

    private void Add(int cells, double share, string doing)
    {
        lock (_gate)
        {
            _counted += cells;
            _share = Math.Min(1, _share + share);
            var now = new RunProgress(done + _counted, total, doing);
            progress.Report(weights is null ? now : now with { Share = _share });
        }
    }
}
