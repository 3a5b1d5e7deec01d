using VisEval.Distributed.Runs;

namespace VisEval.Distributed.Watching;

/// <summary>How far a run is, and who works at it.</summary>
/// <param name="Counts">Its units.</param>
/// <param name="Running">Units that a worker has taken.</param>
/// <param name="Workers">The machines at work.</param>
/// <param name="Left">The time left with these; null where nothing can be said.</param>
/// <param name="AreCostsMeasured">Whether a machine is there that measures costs.</param>
internal sealed record PoolProgress(UnitCounts Counts, long Running, int Workers, TimeSpan? Left, bool AreCostsMeasured)
{
    /// <summary>The units that are being done: a job that was fetched by a machine that is gone stays fetched for a while, and a machine
    /// does one unit at a time.</summary>
    /// <param name="fetched">Jobs that some machine has taken.</param>
    /// <param name="workers">The machines at work.</param>
    /// <param name="counts">The units.</param>
    public static long RunningOf(long fetched, int workers, UnitCounts counts) =>
        Math.Max(0, Math.Min(Math.Min(fetched, workers), counts.Units - counts.Done - counts.Failed));

    /// <summary>Whether nothing is to be waited for: costs only while a machine measures them.</summary>
    public bool IsFinished => Counts.IsSettled && (Counts.CostsSettled >= Counts.Costs || !AreCostsMeasured);
}
