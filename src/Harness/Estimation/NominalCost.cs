using VisEval.Harness.Evaluation;

namespace VisEval.Harness.Estimation;

/// <summary>Costs that are the same on every machine: whole thousandths of a forward pass, from what is declared.</summary>
/// <remarks>Whole numbers add up to the same in any order, and a last bit that another processor's logarithm has otherwise is rounded
/// away.</remarks>
internal static class NominalCost
{
    private const double Scale = 1000;

    // Scoring the map and recording it, whatever it asks of the network.
    private const double CellPasses = 0.1;

    // Costs of methods are measured until a time has passed, in which a network of usual size makes about as many passes.
    private const double TimingPasses = 20;

    // What a gradient takes, with its forward pass.
    private static readonly NetworkSpeed Speed = new(1, 2.4);

    /// <summary>Of a unit of work.</summary>
    public static long Of(UnitCost cost) => Of(cost.Passes, cost.Cells);

    /// <summary>Of some passes.</summary>
    public static long Of(Passes passes, int cells = 0) => (long)Math.Round(Scale * (Speed.SecondsOf(passes) + CellPasses * cells));

    /// <summary>Of measuring what one explanation by each method of a job costs.</summary>
    public static long OfTimings(Job job, UnitCosts costs, Calibration calibration) => job.Methods.Sum(m =>
        costs.Explanation(m.Key) is { } one && Speed.SecondsOf(one) is > 0 and var once
            ? (long)(Scale * once * Math.Clamp(Math.Ceiling(TimingPasses / once), 1, calibration.Timings))
            : 0);
}
