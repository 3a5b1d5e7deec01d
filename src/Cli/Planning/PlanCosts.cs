using VisEval.Harness.Configuration;
using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;

namespace VisEval.Cli.Planning;

/// <summary>What a run will cost on this machine.</summary>
/// <param name="Estimate">The estimate of the whole run.</param>
/// <param name="Speeds">How fast the network of each job is run.</param>
/// <param name="ResidentBytes">The memory of the process with all networks open.</param>
internal sealed record PlanCosts(RunEstimate Estimate, IReadOnlyList<NetworkSpeed> Speeds, long ResidentBytes)
{
    /// <summary>Measures how fast the networks and the commands are, and adds up what the units ask of them.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="measuring">The time for the measurement of the networks.</param>
    /// <param name="stop">Ends it between two calls of a network.</param>
    public static PlanCosts Of(Plan plan, TimeSpan measuring, CancellationToken stop)
    {
        var speeds = SpeedMeter.OfProcess.Measure(plan, measuring, stop);
        var commands = CommandMeter.OfSystem.Measure(plan, stop);
        var resident = Environment.WorkingSet;
        return new PlanCosts(
            new Estimator(new DeclaredWork()).Of(plan, speeds, Machine.Processors, resident, commands), speeds, resident);
    }

    /// <summary>What each of some shards costs.</summary>
    public IReadOnlyList<ShardCost> Shards(Plan plan, int count) =>
        new ShardPlan(plan, new DeclaredWork()).Costs(count, Estimate, Speeds, Machine.Processors);

    /// <summary>The packages that machines would be handed.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="length">How long they are, in parts of the usual length.</param>
    public IReadOnlyList<WorkPackage> Packages(Plan plan, double length = 1) =>
        new WorkPackages(plan, new DeclaredWork()) { Length = length }.Of(Speeds, ResidentBytes);
}
