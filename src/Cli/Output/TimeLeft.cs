namespace VisEval.Cli.Output;

/// <summary>How long work still takes, from how far it has come since it began.</summary>
/// <remarks>The pace is that of all work done so far: methods differ in cost by a factor of 1000, so that the last few cells say little
/// about the next ones. In the beginning the expected time counts as if a tenth of the work had been done in a tenth of it; what is
/// measured then outweighs it.</remarks>
/// <param name="clock">The clock.</param>
/// <param name="expected">The time that all of the work is expected to take; null where nothing is known.</param>
internal sealed class TimeLeft(TimeProvider clock, TimeSpan? expected)
{
    private const double WeightOfExpectation = 0.1;

    // Without an expectation nothing sensible can be said of the first moments.
    private const double LeastShare = 0.01;

    private readonly long _start = clock.GetTimestamp();
    private (double Share, double At)? _first;
    private (double Share, double At) _last;

    /// <summary>The time left; null where it is not known yet.</summary>
    /// <param name="share">How much of the work is done, 0 to 1. What the first call states was done before the work began.</param>
    public TimeSpan? Of(double share)
    {
        var now = clock.GetElapsedTime(_start).TotalSeconds;
        // What passed before the first call is no work.
        if (_first is null)
            _first = _last = (share, now);
        // Between two steps the time only passes: a costly cell that is being worked on says nothing about the pace yet.
        if (share > _last.Share || now == 0)
            _last = (share, now);
        var done = _last.Share - _first.Value.Share;
        if (expected is null && done < LeastShare)
            return null;
        var prior = expected is null ? 0 : WeightOfExpectation;
        var pace = (_last.At - _first.Value.At + prior * (expected?.TotalSeconds ?? 0)) / (done + prior);
        var rest = (1 - share) * pace;
        return TimeSpan.FromSeconds(Math.Max(rest - (now - _last.At), rest / 2));
    }
}
