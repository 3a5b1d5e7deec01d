namespace VisEval.Harness.Evaluation;

/// <summary>What of a plan is done at a time: all of it, a shard, some of its images.</summary>
/// <param name="Jobs">What is done of each job of the plan, in order.</param>
/// <param name="Further">What is done beside explaining images.</param>
internal sealed record PlanPart(IReadOnlyList<JobPart> Jobs, IReadOnlyList<IFurtherWork> Further)
{
    /// <summary>All of a plan.</summary>
    public static PlanPart Whole(Plan plan) => new([.. plan.Jobs.Select(job => JobPart.Whole(job, plan.Settings.Seed))], plan.Further);

    /// <summary>The cells and the units of work without cells.</summary>
    public int Count => Jobs.Sum(j => j.Cells) + Further.Sum(f => f.Count);
}

/// <summary>What of a job is done at a time.</summary>
/// <param name="Job">The job.</param>
/// <param name="Units">The units of work.</param>
/// <param name="Cells">The cells of these units.</param>
/// <param name="Times">Whether the costs of the job's methods are measured.</param>
internal sealed record JobPart(Job Job, IEnumerable<WorkUnit> Units, int Cells, bool Times)
{
    /// <summary>The units among which images that share a call of a method are chosen; null for those that are done. A shard names those of
    /// the whole job, so that it makes the calls that one run would.</summary>
    public IEnumerable<WorkUnit>? Sharing { get; init; }

    /// <summary>All of a job.</summary>
    public static JobPart Whole(Job job, long seed) => new(job, WorkUnits.ByImages(job, seed), job.CellCount, true);

    /// <summary>Some units of a job.</summary>
    public static JobPart Of(Job job, IReadOnlyCollection<WorkUnit> units, bool times) =>
        new(job, units, new UnitCells(job).Of(units), times);
}
