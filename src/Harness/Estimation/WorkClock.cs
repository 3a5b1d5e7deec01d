namespace VisEval.Harness.Estimation;

/// <summary>The time of work on one network by one thread of this machine.</summary>
/// <param name="Speed">How fast the network is run.</param>
/// <param name="Calibration">What work takes beside the passes.</param>
internal sealed record WorkClock(NetworkSpeed Speed, Calibration Calibration)
{
    /// <summary>The seconds of a unit of work.</summary>
    public double SecondsOf(UnitCost cost) =>
        Speed.SecondsOf(cost.Passes) / Calibration.NetworkShare + Calibration.CellSeconds * cost.Cells;
}
