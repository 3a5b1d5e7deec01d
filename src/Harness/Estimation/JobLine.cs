using VisEval.Harness.Evaluation;
using VisEval.Harness.Evaluation.Representing;
using VisEval.Harness.Evaluation.Visualizing;

namespace VisEval.Harness.Estimation;

/// <summary>The work of one network on one dataset laid on a line by its nominal costs: measuring costs, the units of work in their order,
/// what is done beside. Of n equal parts of the line a shard has one, and what lies in two belongs to that of its middle.</summary>
internal sealed class JobLine
{
    private readonly long _seed;
    private readonly UnitCosts _costs;
    private readonly long _timings;
    private readonly List<(IFurtherWork Work, long Cost)> _further;
    private readonly long _units;

    /// <summary>Lays out a job of a plan.</summary>
    public JobLine(Plan plan, Job job, IUnitWork work)
    {
        (Job, _seed, _costs) = (job, plan.Settings.Seed, new UnitCosts(job, work));
        _timings = NominalCost.OfTimings(job, _costs, new Calibration());
        _further = [.. FurtherOf(plan, job).Select(w => (w, UnitsOf(plan, w).Sum(u => NominalCost.Of(u.Passes))))];
        _units = WorkUnits.ByImages(job, _seed).Sum(u => NominalCost.Of(_costs.Of(u)));
    }

    /// <summary>The job.</summary>
    public Job Job { get; }

    /// <summary>The units of work in their order, each with its cost and the shard that does it.</summary>
    /// <param name="shards">The number of shards.</param>
    public IEnumerable<(WorkUnit Unit, UnitCost Cost, int Shard)> Units(int shards)
    {
        var start = _timings;
        foreach (var unit in WorkUnits.ByImages(Job, _seed))
        {
            var cost = _costs.Of(unit);
            var nominal = NominalCost.Of(cost);
            yield return (unit, cost, ShardAt(start, nominal, shards));
            start += nominal;
        }
    }

    /// <summary>What is done beside explaining, each with the shard that does it.</summary>
    /// <param name="shards">The number of shards.</param>
    public IEnumerable<(IFurtherWork Work, int Shard)> Further(int shards)
    {
        var start = _timings + _units;
        foreach (var (work, cost) in _further)
        {
            yield return (work, ShardAt(start, cost, shards));
            start += cost;
        }
    }

    /// <summary>The parts of something that a plan does beside explaining.</summary>
    public static IReadOnlyList<UnitEstimate> UnitsOf(Plan plan, IFurtherWork work) => work switch
    {
        NetworkVisualizing shown when ExtrasEstimate.Of(plan, shown.Dataset, shown.Model) is var extras =>
            [.. extras.Visualizers, .. extras.Metrics],
        AnalysisJob found =>
        [
            .. plan.Jobs.Where(j => j.Images.Name == found.Dataset)
                .SelectMany(j => ExtrasEstimate.Of(plan, found.Dataset, j.ModelName).Analyses),
        ],
        _ => [],
    };

    // The pictures of a network stand on its line, the analyses of a dataset on that of its last network.
    private static IEnumerable<IFurtherWork> FurtherOf(Plan plan, Job job) => plan.Further.Where(work => job == work switch
    {
        NetworkVisualizing shown => plan.Jobs.First(j => (j.Images.Name, j.ModelName) == (shown.Dataset, shown.Model)),
        AnalysisJob found => plan.Jobs.Last(j => j.Images.Name == found.Dataset),
        _ => plan.Jobs[^1],
    });

    private int ShardAt(long start, long cost, int shards)
    {
        var total = _timings + _units + _further.Sum(f => f.Cost);
        // Of nothing that costs anything the first shard has all.
        return total == 0 ? 1 : (int)Int128.Min(shards, ((Int128)(2 * start + cost) * shards / (2 * total)) + 1);
    }
}
