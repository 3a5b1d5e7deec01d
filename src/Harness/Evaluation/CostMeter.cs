namespace VisEval.Harness.Evaluation;

/// <summary>What a piece of work cost.</summary>
/// <param name="Elapsed">Wall time.</param>
/// <param name="PeakBytes">The largest resident memory of the process seen during the work.</param>
internal readonly record struct Cost(TimeSpan Elapsed, long PeakBytes);

/// <summary>Measures wall time and memory.</summary>
/// <param name="clock">The clock.</param>
/// <param name="residentBytes">The resident memory of the process at this moment; called from several threads.</param>
/// <remarks>Memory is read before and after the work and every 5 ms in between by a thread of its own, the same on every system;
/// an allocation that comes and goes between two readings is not seen. Resident memory includes what the process held before:
/// networks, runtime, caches.</remarks>
internal sealed class CostMeter(TimeProvider clock, Func<long> residentBytes)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>The machine's own clock and memory.</summary>
    public static CostMeter OfProcess { get; } = new(TimeProvider.System, () => Environment.WorkingSet);

    /// <summary>Does the work and says what it cost. An exception of the work is passed on.</summary>
    public Cost Measure(Action work)
    {
        var peak = residentBytes();
        using var finished = new ManualResetEvent(false);
        var sampler = new Thread(() =>
        {
            while (!finished.WaitOne(Interval))
                peak = Math.Max(peak, residentBytes());
        })
        { IsBackground = true, Name = "memory sampler" };
        sampler.Start();
        TimeSpan elapsed;
        try
        {
            var start = clock.GetTimestamp();
            work();
            elapsed = clock.GetElapsedTime(start);
        }
        finally
        {
            finished.Set();
            sampler.Join();
        }
        return new Cost(elapsed, Math.Max(peak, residentBytes()));
    }
}
