using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Results.Storage;

namespace VisEval.Harness.Evaluation;

/// <summary>Runs a plan: explains, scores, measures costs, then does what is planned beside; every finished explanation and other unit of
/// work is recorded. A failure is a row, and the run goes on.</summary>
internal static class Runner
{
    /// <summary>Does what the store does not hold yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The run's store, open.</param>
    /// <param name="progress">Told of every finished explanation and other unit of work, one call at a time, on a working thread.</param>
    /// <param name="cancel">Stops at the next pass; the run can be resumed.</param>
    /// <param name="meter">Measures costs; the machine's own clock and memory if null.</param>
    /// <param name="weights">How much of the work each cell is, for progress; null where it is not known.</param>
    /// <param name="part">What of the plan is done; all of it if null.</param>
    /// <exception cref="InputException">A picture or mask is no longer what an earlier part of the run has used.</exception>
    /// <exception cref="Exception">Memory is exhausted, or the store cannot be written to; what was recorded stands.</exception>
    public static RunOutcome Run(
        Plan plan, IResultStore store, IProgress<RunProgress> progress, CancellationToken cancel, CostMeter? meter = null,
        CellWeights? weights = null, PlanPart? part = null)
    {
        var isWhole = part is null;
        part ??= PlanPart.Whole(plan);
        return Run(plan, store, progress, cancel, new RunRounds([part], part.Count) { AreWhole = isWhole }, meter, weights);
    }

    /// <summary>Does what the store does not hold yet, one round after the other.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="store">The run's store, open.</param>
    /// <param name="progress">Told of every finished explanation and other unit of work, one call at a time, on a working thread.</param>
    /// <param name="cancel">Stops at the next pass; the run can be resumed.</param>
    /// <param name="rounds">What is done, a round at a time.</param>
    /// <param name="meter">Measures costs; the machine's own clock and memory if null.</param>
    /// <param name="weights">How much of the work each cell is, for progress; null where it is not known.</param>
    /// <inheritdoc cref="Run(Plan, IResultStore, IProgress{RunProgress}, CancellationToken, CostMeter?, CellWeights?, PlanPart?)"
    /// path="/exception"/>
    public static RunOutcome Run(
        Plan plan, IResultStore store, IProgress<RunProgress> progress, CancellationToken cancel, RunRounds rounds,
        CostMeter? meter = null, CellWeights? weights = null)
    {
        UsedImages.Check(plan.Jobs, store.Contents(), cancel);
        var finished = store.Snapshot();
        var counter = new ProgressCounter(progress, finished.Cells.Count, rounds.Count, weights, finished);
        var sink = new StoreSink(store);
        using var evaluators = new Evaluators(job => new Evaluator(
            job, new EvaluationOptions(plan.Settings.Seed, job.Workers ?? plan.Settings.Threads), finished, sink, counter, cancel));
        try
        {
            // Before the first job: whoever puts parts together learns from any of them what there is.
            foreach (var images in plan.Jobs.Select(j => j.Images).DistinctBy(i => i.Name))
                store.SaveImages(images.Name, images.Images.Select(i => i.Id));
            foreach (var part in rounds.Parts)
            {
                foreach (var done in part.Jobs)
                {
                    evaluators.Of(done.Job).Do(done.Units, done.Sharing);
                    if (done.Times)
                        evaluators.Of(done.Job).MeasureCosts(meter ?? CostMeter.OfProcess);
                    // Costs are measured last.
                    if (done.Times || !rounds.AreMany)
                        evaluators.Release(done.Job);
                }
                var place = new FurtherWorkPlace(store, plan.Settings.Threads, counter, meter ?? CostMeter.OfProcess, cancel);
                foreach (var work in part.Further)
                    work.Do(place);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new RunOutcome(counter.Counted, store.FailureCount, true);
        }
        // What networks recognize stands when all images were classified.
        if (rounds.AreWhole)
            store.Conclude(rounds.Conclude);
        return new RunOutcome(counter.Counted, store.FailureCount, false);
    }
}
