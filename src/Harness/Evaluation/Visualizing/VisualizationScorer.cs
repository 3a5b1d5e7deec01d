using VisEval.Core;
using VisEval.Harness.Results.Visualizations;
using VisEval.Methods;
using VisEval.Metrics.Visualization;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>Measures the pictures of a job.</summary>
internal static class VisualizationScorer
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
    /// <param name="keeper">Has what was measured before, and keeps what is measured; nothing if null.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PictureScores Score(
        VisualizationJob job, IReadOnlyList<VisualizationOutcome> outcomes, VisualizationMeasuring measuring, int threads,
        IProgress<RunProgress>? progress, CancellationToken stop = default, IVisualizationKeeper? keeper = null)
    {
        keeper ??= new NothingKept();
        var shared = new SharedPictures(job.Images, measuring.Labels);
        List<VisualizationContext> contexts =
        [
            .. job.Visualizers.Select(v => new VisualizationContext(
                job, measuring, shared, v, outcomes.Where(o => o.Visualizer == v.Key), stop)),
        ];
        var pairs = job.Visualizers.SelectMany((v, i) => measuring.Metrics.Select(m => (Visualizer: v, Context: contexts[i], Metric: m)))
            .ToList();
        var measurements = new PictureMeasurement[pairs.Count];
        var done = 0;
        SideBySide.For(pairs.Count, threads, stop, i =>
        {
            var (visualizer, context, metric) = pairs[i];
            measurements[i] = keeper.Find(visualizer.Key, metric.Key) ?? Kept(WithOthers(visualizer, metric, context, stop));
            progress?.Report(new RunProgress(Interlocked.Increment(ref done), pairs.Count, $"{metric.Key}, {visualizer.Key}"));
        });
        return PictureScores.Of(
            measuring.Dataset, measuring.Network.Name, measuring.Metrics, measurements,
            job.Units.Where(u => u is { IsClass: true, Channel: not null }).ToDictionary(u => u.Name, u => u.Channel!.Value));

        PictureMeasurement Kept(PictureMeasurement measured)
        {
            keeper.Keep(measured);
            return measured;
        }
    }

    /// <summary>Whether a visualizer is there for comparison.</summary>
    public static bool IsControl(Unit<IFeatureVisualizer> visualizer) => CatalogueEntry.Of(visualizer.Value).Family == Controls;

    private static PictureMeasurement WithOthers(
        Unit<IFeatureVisualizer> visualizer, Unit<IVisualizationMetric> metric, VisualizationContext context, CancellationToken stop)
    {
        var own = Evaluate(visualizer, metric, context, stop);
        if (!metric.Value.IsOfUnit || IsControl(visualizer) || context.WithOtherUnits() is not { } others)
            return own;
        // The null that a picture says no more of its unit than of any other. What it cannot score has been said of the own pictures.
        var found = Evaluate(visualizer, metric, others.Context, stop);
        return found.Error is not null ? own : own with
        {
            OfOthers =
            [
                .. found.Scores.Where(s => s is { Unit: not null, Layer: null })
                    .Select(s => new OtherUnitScore(others.MadeFor[s.Unit!], s)),
            ],
        };
    }

    // A network of numbers that are not finite may make any metric's so.
    private static VisualizationScore Finite(VisualizationScore score) => score.Value is { } value && !double.IsFinite(value)
        ? score with { Value = null, State = CellState.Undefined("not-finite"), WithoutUnit = [] }
        : score.WithoutUnit.All(double.IsFinite) ? score : score with { WithoutUnit = [] };

    private static PictureMeasurement Evaluate(
        Unit<IFeatureVisualizer> visualizer, Unit<IVisualizationMetric> metric, VisualizationContext context, CancellationToken stop)
    {
        var chances = Attempt.One(() => ChancesOf(metric.Value, context), stop, metric.Key);
        var scores = chances.Error is null
            ? Attempt.One(() => metric.Value.Evaluate(context).Select(Finite).ToList(), stop, metric.Key)
            : new Attempt<List<VisualizationScore>>(null, chances.Error);
        PictureMeasurement Of(IReadOnlyList<VisualizationScore> found) =>
            new(visualizer.Key, IsControl(visualizer), metric.Key, found, chances.Value ?? []);
        PictureMeasurement Without(CellState state, string error) => Of(
        [
            .. context.Units.SelectMany(
                u => metric.Value.Scores.Select(s => new VisualizationScore(s.Name, null, state) { Unit = u.Unit })),
        ]) with
        { Error = error };
        return scores.Error switch
        {
            null => Of(scores.Value!),
            NotApplicableException lack => Without(CellState.Undefined(lack.Why), lack.Message),
            // A failure is an outcome; the other numbers are computed.
            var error => Without(CellState.Failed, Recoverable.Message(error)) with { IsFailed = true },
        };
    }

    private static Dictionary<string, double> ChancesOf(IVisualizationMetric metric, VisualizationContext context) =>
        metric.Scores.Select(s => (s.Name, Chance: metric.Chance(s.Name, context)))
            .Where(c => c.Chance is not null).ToDictionary(c => c.Name, c => c.Chance!.Value);
}
