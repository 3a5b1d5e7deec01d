namespace VisEval.Harness.Evaluation;

/// <summary>Counts finished cells and reports them one at a time, so that the count never goes back whichever thread reports.</summary>
internal sealed class ProgressCounter(IProgress<RunProgress> progress, int done, int total)
{
    private readonly Lock _gate = new();
    private int _counted;

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
    public void Report(int finished, string doing)
    {
        lock (_gate)
        {
            _counted += finished;
            progress.Report(new RunProgress(done + _counted, total, doing));
        }
    }
}
