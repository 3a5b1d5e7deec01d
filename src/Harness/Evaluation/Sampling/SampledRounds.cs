using VisEval.Harness.Results;

namespace VisEval.Harness.Evaluation.Sampling;

/// <summary>A run that goes through its images in rounds, every method and network on the images of a round, until its rule is satisfied,
/// its time is up or all images are used.</summary>
/// <remarks>Every dataset has rounds of its own and ends by itself. The rounds follow from the plan and the numbers alone, but for those
/// that the clock ends: a run that was interrupted and goes on looks again where it had looked, with what was there then, and ends
/// where it would have.</remarks>
internal sealed class SampledRounds
{
    // Images between two looks at the clock, so that every thread has work to the end of most rounds.
    private const int Step = 16;

    private readonly Plan _plan;
    private readonly TimeSpan? _time;
    private readonly TimeProvider _clock;
    private readonly IReadOnlyList<SampledDataset> _datasets;

    /// <summary>Draws the order of the images.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="time">The time after which no further round begins; null for none.</param>
    /// <param name="looksOf">The numbers of images at which a dataset of so many is looked at.</param>
    /// <param name="look">Of a dataset and the number of its looks, what looks at it; null where nothing is looked for.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="stop">Ends the reading of the images.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public SampledRounds(
        Plan plan, TimeSpan? time, Func<int, IReadOnlyList<int>> looksOf, Func<string, int, LookAt>? look, TimeProvider clock,
        CancellationToken stop)
    {
        (_plan, _time, _clock) = (plan, time, clock);
        var step = time is null ? 0 : Math.Max(Step, plan.Settings.Threads);
        _datasets =
        [
            .. plan.Jobs.GroupBy(j => j.Images.Name).Select(jobs =>
            {
                var groups = SampleOrder.Of(jobs.First(), plan.Settings.Seed, plan.Settings.Threads, stop);
                var looks = looksOf(groups.Sum(g => g.Count));
                return new SampledDataset([.. jobs], groups, looks, step, look?.Invoke(jobs.Key, Math.Max(1, looks.Count)));
            }),
        ];
    }

    /// <summary>What is done, one round after the other; when a round is asked for, the one before is done. The last measures costs and
    /// does what is planned beside.</summary>
    public IEnumerable<PlanPart> Parts()
    {
        var begun = _clock.GetTimestamp();
        while (_datasets.Where(d => d.Ended is null).ToList() is { Count: > 0 } open)
        {
            yield return new PlanPart([.. open.SelectMany(RoundOf)], []);
            foreach (var dataset in open)
                dataset.Finish();
            if (_time is { } time && _clock.GetElapsedTime(begun) >= time)
                foreach (var dataset in open)
                    dataset.End(SampleEnd.Time);
        }
        yield return new PlanPart([.. _datasets.SelectMany(d => d.Jobs).Select(job => JobPart.Of(job, [], times: true))], _plan.Further);
    }

    /// <summary>The description of the run with what was used of every dataset, once the rounds are done.</summary>
    public RunInfo In(RunInfo info)
    {
        var samples = _datasets.Select(d => d.Sample()).ToList();
        var used = samples.ToDictionary(s => s.Dataset, s => s.Images.ToHashSet());
        return info with
        {
            Cells = _plan.Jobs.Sum(job => (long)job.MetricCellsOf(used[job.Images.Name])),
            Anytime = info.Anytime! with { Samples = samples },
        };
    }

    private IEnumerable<JobPart> RoundOf(SampledDataset dataset)
    {
        var groups = dataset.Draw();
        return dataset.Jobs.Select(job => JobPart.Of(job, [.. WorkUnits.OfGroups(job, _plan.Settings.Seed, groups)], times: false));
    }
}
