using VisEval.Harness.Evaluation;
using VisEval.Harness.Results;

namespace VisEval.Harness.Estimation;

/// <summary>Divides a plan in shards: every shard gets 1/n of the work of every network on every dataset, by what methods and metrics
/// declare.</summary>
/// <remarks>A pure function of the plan and of i/n, the same on every machine: nothing measured goes in. Each unit of work belongs to
/// exactly one shard. Costs of methods are measured by the first shard alone, because times of several machines do not belong
/// together.</remarks>
/// <param name="plan">The plan.</param>
/// <param name="work">What methods and metrics declare.</param>
internal sealed class ShardPlan(Plan plan, IUnitWork work)
{
    private readonly List<JobLine> _lines = [.. plan.Jobs.Select(job => new JobLine(plan, job, work))];

    /// <summary>What a shard does.</summary>
    public PlanPart Part(Shard shard)
    {
        // In the order of the plan.
        var further = _lines.SelectMany(l => l.Further(shard.Count)).Where(f => f.Shard == shard.Number).Select(f => f.Work).ToHashSet();
        return new PlanPart([.. _lines.Select(line => Part(line, shard))], [.. plan.Further.Where(further.Contains)]);
    }

    private static JobPart Part(JobLine line, Shard shard)
    {
        // Run through twice instead of held in memory: a run may have millions.
        var units = line.Units(shard.Count).Where(u => u.Shard == shard.Number);
        return new JobPart(line.Job, units.Select(u => u.Unit), units.Sum(u => u.Cost.Cells), Times: shard.Number == 1)
        {
            Sharing = line.Units(shard.Count).Select(u => u.Unit),
        };
    }

    /// <summary>What each shard costs on a machine like this, in order.</summary>
    /// <param name="shards">The number of shards.</param>
    /// <param name="estimate">The estimate of the whole run.</param>
    /// <param name="speeds">How fast the network of each job is run.</param>
    /// <param name="processors">The processors of the machine.</param>
    /// <param name="calibration">What a run takes beside the passes; the defaults if null.</param>
    public IReadOnlyList<ShardCost> Costs(
        int shards, RunEstimate estimate, IReadOnlyList<NetworkSpeed> speeds, int processors, Calibration? calibration = null)
    {
        calibration ??= new Calibration();
        var costs = new ShardCost[shards];
        var start = calibration.StartSeconds + calibration.NetworkSeconds * plan.Jobs.Count;
        for (var i = 0; i < shards; i++)
            costs[i] = new ShardCost(new Shard(i + 1, shards), 0, default, start);
        var parallel = Math.Clamp(Math.Min(plan.Settings.Threads, processors), 1, int.MaxValue);
        foreach (var (line, speed, network) in _lines.Zip(speeds, estimate.Networks))
        {
            var clock = new WorkClock(speed, calibration);
            // The calls of a command are shared out among the units of its method in equal parts.
            var units = WorkUnits.Groups(line.Job).Count;
            var beside = network.Commands.ToDictionary(c => c.Key, c => c.Seconds / Math.Max(1, units));
            foreach (var (unit, cost, shard) in line.Units(shards))
                Add(
                    shard, cost.Cells, cost.Passes,
                    (clock.SecondsOf(cost) + unit.Methods.Sum(m => beside.GetValueOrDefault(m))) / parallel);
            foreach (var (further, shard) in line.Further(shards))
                foreach (var unit in JobLine.UnitsOf(plan, further).Select(u => u.Timed(speed, clock.Calibration)))
                    Add(shard, unit.Pieces, unit.Passes, unit.Seconds / parallel);
            Add(1, 0, network.Timings, line.Job.Methods.Sum(m =>
                estimate.Weights.ShareOfTiming(line.Job.Images.Name, line.Job.ModelName, m.Key) * estimate.Weights.Total));
        }
        return costs;

        void Add(int shard, int cells, Passes passes, double seconds) => costs[shard - 1] = costs[shard - 1] with
        {
            Cells = costs[shard - 1].Cells + cells,
            Passes = costs[shard - 1].Passes + passes,
            Seconds = costs[shard - 1].Seconds + seconds,
        };
    }
}

/// <summary>What a shard costs.</summary>
/// <param name="Shard">Which.</param>
/// <param name="Cells">Its cells and other units of work.</param>
/// <param name="Passes">Images run through networks; of the first shard with those that measure what methods cost.</param>
/// <param name="Seconds">The time with the threads asked for, with the start of the program.</param>
internal sealed record ShardCost(Shard Shard, int Cells, Passes Passes, double Seconds);
