using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Metrics;
using VisEval.Onnx.Runtime;

namespace VisEval.Harness.Running;

/// <summary>A validated run: everything looked up, opened and checked; nothing computed yet.</summary>
/// <param name="Info">What run.json will say.</param>
/// <param name="Settings">What the run works with.</param>
/// <param name="Jobs">One for every dataset and model, in order.</param>
/// <param name="OutputDirectory">Full path of the run directory.</param>
public sealed record Plan(RunInfo Info, RunSettings Settings, IReadOnlyList<Job> Jobs, string OutputDirectory);

/// <summary>One model on one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="ModelName">The model's name in results.</param>
/// <param name="Model">The opened model.</param>
/// <param name="Preprocessing">The model's own, or the dataset's.</param>
/// <param name="Images">The images, in order, after the limit.</param>
/// <param name="Methods">The methods, options resolved for this dataset.</param>
/// <param name="Metrics">The metrics, options resolved for this dataset.</param>
/// <param name="RandomLabels">The network of the same architecture that was fitted to random labels, or null without one.</param>
public sealed record Job(
    Dataset Dataset,
    string ModelName,
    IModel Model,
    Preprocessing Preprocessing,
    IReadOnlyList<DatasetImage> Images,
    IReadOnlyList<Unit<IAttributionMethod>> Methods,
    IReadOnlyList<Unit<IMetric>> Metrics,
    IModel? RandomLabels = null)
{
    /// <summary>By key of a metric, the number of first images it is asked of; the others are asked of all.</summary>
    public IReadOnlyDictionary<string, int> MetricImages { get; init; } = new Dictionary<string, int>();

    /// <summary>The metrics that are asked of the image at a place in <see cref="Images"/>.</summary>
    public IEnumerable<Unit<IMetric>> MetricsOf(int place) =>
        Metrics.Where(m => !MetricImages.TryGetValue(m.Key, out var images) || place < images);
}
