using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using VisEval.Core;
using VisEval.Harness.Results;

namespace VisEval.Harness.Running;

/// <summary>Runs a plan: measures costs, explains, scores, and records every finished cell. A failure is a row, and the run goes on.</summary>
public static class Runner
{
    /// <summary>Does what the store does not hold yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The run's store, open.</param>
    /// <param name="images">Where images come from.</param>
    /// <param name="progress">Told of every finished cell, one call at a time, on a working thread.</param>
    /// <param name="cancel">Stops after the cells being worked on; the run can be resumed.</param>
    /// <param name="meter">Measures costs; the machine's own clock and memory if null.</param>
    /// <param name="weights">How much of the work each cell is, for progress; null where it is not known.</param>
    /// <exception cref="Exception">Memory is exhausted, or the store cannot be written to; what was recorded stands.</exception>
    public static RunOutcome Run(
        Plan plan, ResultStore store, IImageSource images, IProgress<RunProgress> progress, CancellationToken cancel,
        CostMeter? meter = null, CellWeights? weights = null)
    {
        var finished = store.Snapshot();
        var counter = new ProgressCounter(
            progress, finished.Cells.Count, plan.Jobs.Sum(job => CountCells(job, images)), weights, finished);
        var scope = new RunScope(
            store, finished, images, counter, Seed.Of(plan.Settings.Seed), meter ?? CostMeter.OfProcess, plan.Settings.Threads, cancel);
        var cancelled = false;
        try
        {
            foreach (var job in plan.Jobs)
                Run(scope, job);
        }
        catch (OperationCanceledException)
        {
            cancelled = true;
        }
        return new RunOutcome(counter.Counted, store.FailureCount, cancelled);
    }

    private static void Run(RunScope run, Job job)
    {
        run.Store.SaveImages(job.Dataset.Manifest.Name, job.Images.Select(i => i.Id));
        using var scope = new JobScope(run, job);
        TimingPhase.Run(scope);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, run.Threads), CancellationToken = run.Cancel };
        // Handed out one by one: chunks take very different times, and a thread must not sit on several.
        var chunks = Partitioner.Create(job.Images.Chunk(ChunkWorker.Size), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(chunks, options, chunk => ChunkWorker.Work(scope, chunk));
        }
        catch (AggregateException errors)
        {
            // What stops a run stops it as itself, not wrapped by the threads it came through.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? errors.InnerExceptions[0]);
        }
    }

    private static int CountCells(Job job, IImageSource images) =>
        job.Images.Index().Sum(i => images.Targets(job, i.Item, -1).Count * job.MetricsOf(i.Index).Count()) * job.Methods.Count;
}
