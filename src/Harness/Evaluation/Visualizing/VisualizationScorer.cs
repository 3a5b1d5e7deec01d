using System.Collections.Concurrent;
using VisEval.Core;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Measures the pictures of a job.</summary>
public static class VisualizationScorer
{
    /// <summary>The family of visualizers that are there for comparison.</summary>
    public const string Controls = "controls";

    /// <summary>Evaluates every metric for every visualizer; the numbers do not depend on how many at once.</summary>
    /// <param name="job">What was made.</param>
    /// <param name="outcomes">What became of it.</param>
    /// <param name="measuring">What it is measured by.</param>
    /// <param name="threads">Visualizers measured at once.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PictureScores Score(
        VisualizationJob job, IReadOnlyList<VisualizationOutcome> outcomes, VisualizationMeasuring measuring, int threads,
        IProgress<RunProgress> progress, CancellationToken stop = default)
    {
        var shared = new SharedPictures(job.Images, measuring.Labels);
        List<VisualizationContext> contexts =
        [
            .. job.Visualizers.Select(v => new VisualizationContext(
                job, measuring, shared, v, outcomes.Where(o => o.Visualizer == v.Key), stop)),
        ];
        var pairs = job.Visualizers.SelectMany((v, i) => measuring.Metrics.Select(m => (Visualizer: v, Context: contexts[i], Metric: m)))
            .ToList();
        var (rows, failures) = (new IReadOnlyList<PictureScoreRow>[pairs.Count], new ConcurrentDictionary<int, string>());
        var done = 0;
        Parallel.For(0, pairs.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, i =>
        {
            var (visualizer, context, metric) = pairs[i];
            var (scores, error) = Evaluate(metric.Value, context);
            if (error is not null)
                failures[i] = $"{metric.Key} of {visualizer.Key}: {error}";
            rows[i] =
            [
                .. scores.Select(s => new PictureScoreRow(visualizer.Key, IsControl(visualizer), metric.Key, s)),
                .. metric.Value.IsOfUnit && !IsControl(visualizer) ? OfOtherUnits(metric, visualizer, context) : [],
            ];
            progress.Report(new RunProgress(Interlocked.Increment(ref done), pairs.Count, $"{metric.Key}, {visualizer.Key}"));
        });
        return new PictureScores(
            measuring.Dataset, measuring.Network.Name, measuring.Metrics, [.. rows.SelectMany(r => r)],
            contexts.Count == 0 ? new Dictionary<(string, string), double>() : Chances(measuring, contexts[0]),
            job.Units.Where(u => u is { IsClass: true, Channel: not null }).ToDictionary(u => u.Name, u => u.Channel!.Value),
            [.. failures.OrderBy(f => f.Key).Select(f => f.Value).Distinct()]);
    }

    /// <summary>Whether a visualizer is there for comparison.</summary>
    public static bool IsControl(Unit<IFeatureVisualizer> visualizer) => CatalogueEntry.Of(visualizer.Value).Family == Controls;

    // The null that a picture says no more of its unit than of any other. What it cannot score has been said of the own pictures.
    private static IEnumerable<PictureScoreRow> OfOtherUnits(
        Unit<IVisualizationMetric> metric, Unit<IFeatureVisualizer> visualizer, VisualizationContext context)
    {
        if (context.WithOtherUnits() is not { } others)
            return [];
        var (scores, error) = Evaluate(metric.Value, others.Context);
        return error is not null ? [] : scores.Where(s => s is { Unit: not null, Layer: null }).Select(
            s => new PictureScoreRow($"{PictureScoreRow.AnotherUnit}:{visualizer.Key}", true, metric.Key, s)
            {
                Another = (visualizer.Key, others.MadeFor[s.Unit!]),
            });
    }

    private static (IReadOnlyList<VisualizationScore> Scores, string? Error) Evaluate(
        IVisualizationMetric metric, VisualizationContext context)
    {
        IReadOnlyList<VisualizationScore> Without(CellState state) =>
        [
            .. context.Units.SelectMany(u => metric.Scores.Select(s => new VisualizationScore(s.Name, null, state) { Unit = u.Unit })),
        ];
        try
        {
            return (metric.Evaluate(context), null);
        }
        catch (OperationCanceledException)
        {
            throw;
        }
        catch (NotApplicableException error)
        {
            return (Without(CellState.Undefined(error.Why)), error.Message);
        }
        // A failure is an outcome; the other numbers are computed.
        catch (Exception error)
        {
            return (Without(CellState.Failed), error is InputException ? error.Message : FaultText.Of(error));
        }
    }

    private static Dictionary<(string, string), double> Chances(VisualizationMeasuring measuring, VisualizationContext context) =>
        measuring.Metrics.SelectMany(m => m.Value.Scores.Select(s => (Key: (m.Key, s.Name), Chance: m.Value.Chance(s.Name, context))))
            .Where(c => c.Chance is not null).ToDictionary(c => c.Key, c => c.Chance!.Value);
}
