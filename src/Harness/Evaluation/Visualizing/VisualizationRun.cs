using VisEval.Core;
using VisEval.Methods;

namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What became of a unit and a visualizer.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Visualizer">The visualizer's key.</param>
/// <param name="Pictures">The pictures; empty where there are none.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Error">Why there are none, a sentence; null where there are some.</param>
internal sealed record VisualizationOutcome(
    NetworkUnit Unit, string Visualizer, IReadOnlyList<Visualization> Pictures, double Seconds, string? Error)
{
    /// <summary>The largest resident memory of the process meanwhile, in bytes.</summary>
    public long PeakBytes { get; init; }
}

/// <summary>Makes the pictures of a job.</summary>
internal static class VisualizationRun
{
    /// <summary>Makes them all, several units at once; the pictures do not depend on how many.</summary>
    /// <param name="job">The job.</param>
    /// <param name="threads">Units of work done at once.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="meter">Measures what each takes.</param>
    /// <param name="stop">Ends the work at the next pass.</param>
    /// <param name="keeper">Has what was made before, and keeps what is made; nothing if null.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<VisualizationOutcome> Make(
        VisualizationJob job, int threads, IProgress<RunProgress>? progress, CostMeter meter, CancellationToken stop = default,
        IVisualizationKeeper? keeper = null)
    {
        keeper ??= new NothingKept();
        var pairs = job.Pairs;
        var outcomes = new VisualizationOutcome[pairs.Count];
        var done = 0;
        SideBySide.For(pairs.Count, threads, stop, i =>
        {
            var (unit, visualizer) = pairs[i];
            outcomes[i] = keeper.Find(unit, visualizer.Key) ?? Kept(Make(job, unit, visualizer, meter, stop));
            progress?.Report(new RunProgress(Interlocked.Increment(ref done), pairs.Count, $"{visualizer.Key}, {unit.Name}"));
        });
        return outcomes;

        VisualizationOutcome Kept(VisualizationOutcome made)
        {
            keeper.Keep(made);
            return made;
        }
    }

    private static VisualizationOutcome Make(
        VisualizationJob job, NetworkUnit unit, Unit<IFeatureVisualizer> visualizer, CostMeter meter, CancellationToken stop)
    {
        var (pictures, error) = ((IReadOnlyList<Visualization>)[], (string?)null);
        var cost = meter.Measure(
            () => (pictures, error) = Synthesize(job, unit, visualizer, stop));
        return new VisualizationOutcome(unit, visualizer.Key, pictures, cost.Elapsed.TotalSeconds, error) { PeakBytes = cost.PeakBytes };
    }

    private static (IReadOnlyList<Visualization> Pictures, string? Error) Synthesize(
        VisualizationJob job, NetworkUnit unit, Unit<IFeatureVisualizer> visualizer, CancellationToken stop)
    {
        // A failure is an outcome; the other pictures are made.
        var made = Attempt.One(
            () => FinishedPictures.Of(
                job, unit, visualizer.Value.Synthesize(job.TaskOf(unit, visualizer, new CountingModel(job.Model, stop)))),
            stop, visualizer.Key);
        return made.Error is { } error ? ([], Recoverable.Message(error)) : (made.Value!, null);
    }
}
