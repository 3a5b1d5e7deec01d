namespace VisEval.Harness.Evaluation.Visualizing;

/// <summary>What a run shows of the units of one network.</summary>
/// <param name="Dataset">The name of the dataset whose images are the natural pictures.</param>
/// <param name="Model">The name of the network.</param>
/// <param name="Job">The units and the visualizers.</param>
/// <param name="Measuring">What the pictures are measured by; null for nothing.</param>
internal sealed record NetworkVisualizing(string Dataset, string Model, VisualizationJob Job, VisualizationMeasuring? Measuring)
    : IFurtherWork
{
    /// <summary>A unit by a visualizer each, then a visualizer by a metric each.</summary>
    public int Count => Job.Pairs.Count + (Measuring is null ? 0 : Job.Visualizers.Count * Measuring.Metrics.Count);

    /// <inheritdoc/>
    public void Do(FurtherWorkPlace place)
    {
        var keeper = new StoreKeeper(place.Store, this, place.Progress);
        var outcomes = VisualizationRun.Make(Job, place.Threads, null, place.Meter, place.Stop, keeper);
        if (Measuring is { } measuring)
            VisualizationScorer.Score(Job, outcomes, measuring, place.Threads, null, place.Stop, keeper);
    }
}
