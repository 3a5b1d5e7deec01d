using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation;

/// <summary>Counts finished cells and reports them one at a time, so that the count never goes back whichever thread reports.</summary>
/// <param name="progress">What is informed.</param>
/// <param name="done">Cells that were finished before.</param>
/// <param name="total">Cells and other units of work of the plan.</param>
/// <param name="weights">How much of the work each part is; null where it is not known.</param>
/// <param name="finished">What was finished before, where <paramref name="weights"/> are given.</param>
internal sealed class ProgressCounter(
    IProgress<RunProgress> progress, int done, int total, CellWeights? weights = null, FinishedWork? finished = null)
{
    private readonly Lock _gate = new();
    private int _counted;
    private int _pieces;
    private double _share = weights is not null && finished is not null ? weights.ShareOf(finished) : 0;

    /// <summary>Cells finished since the counter was made.</summary>
    public int Counted
    {
        get
        {
            lock (_gate)
                return _counted;
        }
    }

    /// <summary>Adds finished cells and states what is being worked on.</summary>
    public void Report(IReadOnlyCollection<CellKey> cells, string doing) =>
        Add(cells.Count, weights is null ? 0 : cells.Sum(weights.ShareOf), doing);

    /// <summary>Adds a number of cells of unknown cost, and states what is being worked on.</summary>
    public void Report(int cells, string doing) => Add(cells, 0, doing);

    /// <summary>Adds the measurement of a method's cost.</summary>
    public void ReportTiming(string dataset, string model, string method, string doing) =>
        Add(0, weights?.ShareOfTiming(dataset, model, method) ?? 0, doing);

    /// <summary>Adds a unit of work that has no cells: pictures of a unit, their numbers by a metric, an analysis; also one that is
    /// found finished.</summary>
    public void ReportPiece(string dataset, string model, string unit, string doing) =>
        Add(0, weights?.ShareOfPiece(dataset, model, unit) ?? 0, doing, pieces: 1);

    private void Add(int cells, double share, string doing, int pieces = 0)
    {
        lock (_gate)
        {
            _counted += cells;
            _pieces += pieces;
            _share = Math.Min(1, _share + share);
            var now = new RunProgress(done + _counted + _pieces, total, doing);
            progress.Report(weights is null ? now : now with { Share = _share });
        }
    }
}
