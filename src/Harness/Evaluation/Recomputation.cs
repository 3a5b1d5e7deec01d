using System.Collections.Concurrent;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Evaluation;

/// <summary>Some cells of a finished run computed once more, in the way in which the run computed them.</summary>
/// <param name="Cells">What the metrics gave, by cell.</param>
/// <param name="Predictions">What the networks said, of the images that were read for it.</param>
/// <param name="Errors">Why images, explanations and metrics failed.</param>
internal sealed record Recomputation(
    IReadOnlyDictionary<CellKey, MetricResult> Cells, IReadOnlyCollection<PredictionRow> Predictions,
    IReadOnlyCollection<FailureRow> Errors)
{
    /// <summary>The cells that a finished run of a job has, in the order in which it does them.</summary>
    /// <param name="job">The job.</param>
    /// <param name="top1">The predicted class of an image; −1 where there is none.</param>
    public static IEnumerable<CellKey> CellsOf(Job job, Func<string, int> top1) =>
        from image in job.Images.Images.Index()
        from target in job.Images.Targets(image.Item, top1(image.Item.Id))
        from source in job.Sources
        let key = new ExplanationKey(job.Images.Name, job.ModelName, source.Key, image.Item.Id, target)
        from cell in job.MetricsOf(source, image.Index).Select(m => key.Cell(m.Key)).Concat(
            Job.IsShuffled(source) ? job.ShuffledMetricsOf(image.Index).Select(m => key.Shuffled().Cell(m.Key)) : [])
        select cell;

    /// <summary>Computes cells of jobs.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="threads">Explanations made at once where the job does not say.</param>
    /// <param name="top1">The class that the run predicted, by dataset, model and image.</param>
    /// <param name="wanted">The cells to compute, all of them cells of the jobs.</param>
    /// <param name="progress">Told of every finished explanation.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Recomputation Of(
        IReadOnlyList<Job> jobs, long seed, int threads, IReadOnlyDictionary<(string Dataset, string Model, string Image), int> top1,
        IReadOnlySet<CellKey> wanted, IProgress<RunProgress> progress, CancellationToken stop)
    {
        var sink = new Sink(wanted);
        var counter = new ProgressCounter(progress, 0, wanted.Count);
        var units = wanted.Select(c => c.Own()).Select(c => (c.Dataset, c.Model, c.Method, c.Image)).ToHashSet();
        foreach (var job in jobs)
        {
            var (dataset, model) = (job.Images.Name, job.ModelName);
            // To the evaluator all that is not wanted is finished.
            var cells = CellsOf(job, image => top1.GetValueOrDefault((dataset, model, image), ExplanationKey.NoTarget)).ToList();
            var finished = new FinishedWork(
                cells.Where(c => !wanted.Contains(c)).ToHashSet(), top1, new HashSet<(string, string, string)>(),
                cells.Select(c => (c.Dataset, c.Model, c.Image)).ToHashSet(),
                cells.Select(c => (c.Dataset, c.Model, c.Method, c.Image, c.Target)).ToHashSet());
            using var evaluator = new Evaluator(job, new EvaluationOptions(seed, job.Workers ?? threads), finished, sink, counter, stop);
            evaluator.Do(WorkUnits.ByImages(job, seed).Where(
                unit => unit.Images.Any(image => units.Contains((unit.Dataset, unit.Model, unit.Methods.Single(), image)))));
        }
        return new Recomputation(sink.Cells, [.. sink.Predictions], [.. sink.Errors]);
    }

    private sealed class Sink(IReadOnlySet<CellKey> wanted) : IOutcomeSink
    {
        public ConcurrentDictionary<CellKey, MetricResult> Cells { get; } = new();

        public ConcurrentQueue<PredictionRow> Predictions { get; } = new();

        public ConcurrentQueue<FailureRow> Errors { get; } = new();

        public void Save(ImageOutcome outcome)
        {
            if (outcome is ImageOutcome.Loaded loaded)
                Predictions.Enqueue(loaded.Prediction);
            Keep(Failures.Of(outcome));
        }

        public void Save(ExplanationOutcome outcome)
        {
            foreach (var cell in outcome.Cells.Where(c => wanted.Contains(c.Cell)))
                Cells[cell.Cell] = cell.Result;
            Keep(Failures.Of(outcome));
        }

        public void Save(CostOutcome outcome) => Keep(Failures.Of(outcome));

        private void Keep(IEnumerable<FailureRow> errors)
        {
            foreach (var error in errors)
                Errors.Enqueue(error);
        }
    }
}
