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
    private double? _before;

    /// <summary>The time left; null where it is not known yet.</summary>
    /// <param name="share">How much of the work is done, 0 to 1. What the first call states was done before the work began.</param>
    public TimeSpan? Of(double share)
    {
        var done = share - (_before ??= share);
        var elapsed = clock.GetElapsedTime(_start).TotalSeconds;
        if (expected is { } all)
            return TimeSpan.FromSeconds(
                (1 - share) * (elapsed + WeightOfExpectation * all.TotalSeconds) / (done + WeightOfExpectation));
        return done < LeastShare ? null : TimeSpan.FromSeconds((1 - share) * elapsed / done);
    }
}
