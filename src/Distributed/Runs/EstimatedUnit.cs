using VisEval.Harness.Estimation;
using VisEval.Harness.Evaluation;

namespace VisEval.Distributed.Runs;

/// <summary>A unit with its estimated time.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Seconds">The time of one thread of the machine that planned; 0 where it is not known.</param>
internal sealed record EstimatedUnit(PoolUnit Unit, double Seconds)
{
    /// <summary>All units of a plan, in the order in which they are to be done.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="packages">Its explanations, cut in pieces.</param>
    public static IReadOnlyList<EstimatedUnit> Of(Plan plan, IReadOnlyList<WorkPackage> packages) =>
    [
        .. packages.Select(p => new EstimatedUnit(new PoolUnit.Explaining(p.Work), p.Seconds)),
        .. plan.Further.Select((_, place) => new EstimatedUnit(new PoolUnit.Beside(place), 0)),
        .. plan.Jobs.Any(j => j.Methods.Any()) ? [new EstimatedUnit(new PoolUnit.Costs(), 0)] : Array.Empty<EstimatedUnit>(),
    ];
}
