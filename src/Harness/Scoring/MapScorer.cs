using System.Runtime.ExceptionServices;
using VisEval.Core;
using VisEval.Harness.Evaluation;
using VisEval.Metrics;

namespace VisEval.Harness.Scoring;

/// <summary>Scores maps from files. A failure is a row, and the others go on.</summary>
/// <remarks>A thread works on an image: it is loaded once for the maps of all methods, which share what does not depend on the map, and the metrics
/// of a map share the rest.</remarks>
public static class MapScorer
{
    /// <summary>Scores every map with every metric.</summary>
    /// <param name="plan">The maps.</param>
    /// <param name="progress">Told of every finished map, one call at a time, on a working thread.</param>
    /// <param name="cancel">Stops after the metrics being worked on.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScoringResults Run(ScoringPlan plan, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var counter = new ProgressCounter(progress, 0, plan.Files.Count * plan.Subjects.Count * plan.Metrics.Count);
        // Every image has its place, so that threads change nothing.
        var images = new ScoredImage[plan.Subjects.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads, CancellationToken = cancel };
        try
        {
            Parallel.For(0, images.Length, options, i => images[i] = Score(plan, i, counter, cancel));
        }
        catch (AggregateException errors)
        {
            // What stops the work stops it as itself, not wrapped by the threads it came through.
            ExceptionDispatchInfo.Throw(errors.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? errors.InnerExceptions[0]);
        }
        return ScoringResults.Of(plan, images);
    }

    private static ScoredImage Score(ScoringPlan plan, int index, ProgressCounter counter, CancellationToken cancel)
    {
        var target = Attempt.One(() => plan.Subjects.TargetOf(index) ?? plan.Model.Predict(plan.Subjects.Load(index, -1).Input).Top1(0));
        var subject = target.Error is null ? Attempt.One(() => plan.Subjects.Load(index, target.Value)) : new Attempt<MapSubject>(null, target.Error);
        var shared = new SharedValues();
        var maps = new List<IReadOnlyList<Attempt<MetricResult>>>();
        foreach (var file in plan.Files)
        {
            maps.Add(subject.Error is { } error ? Fail(plan, error) : Score(plan, index, target.Value, subject.Value!, file, shared, cancel));
            counter.Report(plan.Metrics.Count, $"{file.Method}, image {plan.Subjects.ImageOf(index)}");
        }
        return new ScoredImage(target.Error is null ? target.Value : ScoredImage.NoTarget, maps);
    }

    private static IReadOnlyList<Attempt<MetricResult>> Score(
        ScoringPlan plan, int index, int target, MapSubject subject, MapFile file, SharedValues shared, CancellationToken cancel)
    {
        var size = plan.Model.Input;
        var attribution = Attempt.One(() => file.Read(index));
        if (attribution.Error is { } error)
            return Fail(plan, error);
        var map = attribution.Value!.ToMap(size.Height, size.Width);
        var work = new SharedWork(plan.Model, shared);
        var seed = plan.Subjects.SeedOf(plan.Seed, index);
        var results = new List<Attempt<MetricResult>>();
        foreach (var metric in plan.Metrics)
        {
            cancel.ThrowIfCancellationRequested();
            var context = new MapContext(subject, target, attribution.Value, map, seed, metric.Key, work, plan.Subjects.Preprocessing);
            results.Add(Attempt.One(() => Slim(metric, MetricScoring.Score(metric, context))));
        }
        return results;
    }

    // Curves are kept where numbers over all images are made of them.
    private static MetricResult Slim(Unit<IMetric> metric, MetricResult result) => metric.Value is IPooledMetric ? result : result with { Curves = [] };

    private static IReadOnlyList<Attempt<MetricResult>> Fail(ScoringPlan plan, Exception error) =>
        [.. plan.Metrics.Select(_ => new Attempt<MetricResult>(null, error))];
}

/// <summary>What the metrics say of the maps of an image.</summary>
/// <param name="Target">The class.</param>
/// <param name="Maps">By file and metric.</param>
internal sealed record ScoredImage(int Target, IReadOnlyList<IReadOnlyList<Attempt<MetricResult>>> Maps)
{
    /// <summary>The class where it could not be told, as in a run.</summary>
    public const int NoTarget = -1;
}
