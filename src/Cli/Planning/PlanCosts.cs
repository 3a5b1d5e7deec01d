using VisEval.Harness.Configuration;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Planning;

/// <summary>What a run will cost on this machine.</summary>
internal static class PlanCosts
{
    /// <summary>Measures how fast the networks are, and adds up what the units ask of them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="measuring">The time for the measurement.</param>
    /// <param name="stop">Ends it between two calls of a network.</param>
    public static RunEstimate Of(Plan plan, TimeSpan measuring, CancellationToken stop)
    {
        var speeds = SpeedMeter.OfProcess.Measure(plan, measuring, stop);
        return new Estimator(new DeclaredWork()).Of(plan, speeds, Machine.Processors, Environment.WorkingSet);
    }
}
