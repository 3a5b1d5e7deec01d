namespace VisEval.Harness.Evaluation;

/// <summary>Counts finished cells and reports them one call at a time, so that the count never goes back whichever thread reports.</summary>
/// <param name="progress">Told of everything.</param>
/// <param name="done">Cells that an earlier, interrupted run has finished.</param>
/// <param name="total">All cells.</param>
public sealed class ProgressCounter(IProgress<RunProgress> progress, int done, int total)
{
    private readonly Lock _gate = new();

    /// <summary>Cells finished since the counter was made.</summary>
    public int Counted { get; private set; }

    /// <summary>Adds finished cells and says what is being worked on.</summary>
    public void Report(int finished, string doing)
    {
        lock (_gate)
        {
            Counted += finished;
            progress.Report(new RunProgress(done + Counted, total, doing));
        }
    }
}
