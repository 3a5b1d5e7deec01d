namespace VisEval.Distributed.Runs;

/// <summary>How far a run is.</summary>
/// <param name="Units">The units without the measurement of costs.</param>
/// <param name="Done">Those that are done.</param>
/// <param name="Failed">Those that failed for good.</param>
/// <param name="Costs">1 where costs are to be measured.</param>
/// <param name="CostsSettled">1 where that is done or has failed.</param>
/// <param name="SecondsLeft">The time that the others take one worker, by what the finished ones took.</param>
/// <param name="Conflicts">Second results with other bytes.</param>
internal sealed record UnitCounts(int Units, int Done, int Failed, int Costs, int CostsSettled, double SecondsLeft, int Conflicts)
{
    /// <summary>Whether nothing is left but the measurement of costs.</summary>
    public bool IsSettled => Done + Failed >= Units;
}

/// <summary>A unit that is not done.</summary>
/// <param name="Id">The unit.</param>
/// <param name="IsCost">Whether it is the measurement of costs.</param>
/// <param name="Job">The job that was made for it; null for none.</param>
/// <param name="Starts">How often it was begun and not given back.</param>
/// <param name="Unit">What it is.</param>
internal sealed record UnitState(string Id, bool IsCost, string? Job, int Starts, PoolUnit Unit);

/// <summary>A unit that is done.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Worker">Who did it.</param>
/// <param name="Sha256">The hash of its results.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Machine">The machine, as run.json describes one.</param>
internal sealed record UnitDone(string Unit, string Worker, string Sha256, double Seconds, string Machine);
