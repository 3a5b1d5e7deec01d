using System.Runtime.ExceptionServices;
using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Harness.Running;
using VisEval.Metrics;

namespace VisEval.Harness.Scoring;

/// <summary>Scores maps from files. A failure is a row, and the others go on.</summary>
public static class MapScorer
{
    /// <summary>Scores every map with every metric; the metrics of a map share their work.</summary>
    /// <param name="plan">The maps.</param>
    /// <param name="progress">Told of every finished map, one call at a time, on a working thread.</param>
    /// <param name="cancel">Stops after the maps being worked on.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScoringResults Run(ScoringPlan plan, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var targets = ForAll(plan, cancel, i => Attempt.One(() => plan.Subjects.TargetOf(i) ?? plan.Model.Predict(plan.Subjects.Load(i, -1).Input).Top1(0)));
        var counter = new ProgressCounter(progress, 0, plan.Files.Count * plan.Subjects.Count * plan.Metrics.Count);
        var (rows, failures) = (new List<ScoreRow>(), new List<FailureRow>());
        // One file after the other, so that the maps of one method at a time are held.
        foreach (var file in plan.Files)
        {
            var maps = file.Read();
            var scored = ForAll(plan, cancel, i =>
            {
                var cells = targets[i].Error is { } error ? Fail(plan, error) : Score(plan, i, targets[i].Value, maps[i], cancel);
                counter.Report(plan.Metrics.Count, $"{file.Method}, image {plan.Subjects.ImageOf(i)}");
                return cells;
            });
            foreach (var (m, metric) in plan.Metrics.Index())
            {
                CellKey Cell(string image, int target) => new(plan.Subjects.Name, plan.ModelName, file.Method, metric.Key, image, target);
                for (var i = 0; i < scored.Length; i++)
                {
                    // A class that could not be told is −1, as in a run.
                    var cell = Cell(plan.Subjects.ImageOf(i), targets[i].Error is null ? targets[i].Value : -1);
                    Add(cell, metric, new Attempt<IReadOnlyList<ScoreValue>>(scored[i][m].Value?.Scores, scored[i][m].Error));
                }
                if (metric.Value is IPooledMetric pooled)
                    Add(Cell(CellKey.AllImages, -1), metric, Attempt.One(
                        () => MetricScoring.Pool(metric, pooled, scored.Where(s => s[m].Error is null).Select(s => s[m].Value!))));
            }
        }
        return new ScoringResults(rows, failures);

        void Add(CellKey cell, Unit<IMetric> metric, Attempt<IReadOnlyList<ScoreValue>> scores)
        {
            rows.AddRange((scores.Value ?? MetricResult.Without(metric.Value, CellState.Failed).Scores).Select(s => new ScoreRow(cell, s.Name, s.Value, s.State)));
            if (scores.Error is { } error)
                failures.Add(new FailureRow(
                    cell.Dataset, cell.Model, cell.Method, cell.Metric, cell.Image, cell.IsPooled ? null : cell.Target, Recoverable.Message(error)));
        }
    }

    private static Attempt<MetricResult>[] Score(ScoringPlan plan, int index, int target, Attribution attribution, CancellationToken cancel)
    {
        var size = plan.Model.Input;
        var loaded = Attempt.One(() => (Subject: plan.Subjects.Load(index, target), Map: attribution.ToMap(size.Height, size.Width)));
        if (loaded.Error is { } error)
            return Fail(plan, error);
        var work = new SharedWork(plan.Model);
        var seed = plan.Subjects.SeedOf(plan.Seed, index);
        return
        [
            .. plan.Metrics.Select(metric =>
            {
                cancel.ThrowIfCancellationRequested();
                return Attempt.One(() => MetricScoring.Score(
                    metric,
                    new MapContext(
                        loaded.Value.Subject, target, attribution, loaded.Value.Map, seed, metric.Key, work, plan.Subjects.Preprocessing)));
            }),
        ];
    }

    private static Attempt<MetricResult>[] Fail(ScoringPlan plan, Exception error) => [.. plan.Metrics.Select(_ => new Attempt<MetricResult>(null, error))];

    // Every result has its place, so that threads change nothing.
    private static T[] ForAll<T>(ScoringPlan plan, CancellationToken cancel, Func<int, T> work)
    {
        var results = new T[plan.Subjects.Count];
        try
        {
            Parallel.For(
                0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel }, i => results[i] = work(i));
        }
        catch (AggregateException errors)
        {
            // What stops the work stops it as itself, not wrapped by the threads it came through.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? errors.InnerExceptions[0]);
        }
        return results;
    }
}

/// <summary>What was found.</summary>
/// <param name="Scores">Numbers by method, metric and map; a metric whose number over many images is not a mean has it after them, of the image <c>*</c>.</param>
/// <param name="Failures">What went wrong, in the same order.</param>
public sealed record ScoringResults(IReadOnlyList<ScoreRow> Scores, IReadOnlyList<FailureRow> Failures);
