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
    /// <summary>Whether nothing is to be waited for: costs only while a machine measures them.</summary>
    public bool IsFinished => Counts.IsSettled && (Counts.CostsSettled >= Counts.Costs || !AreCostsMeasured);
}
