using VisEval.Core;
using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;
using VisEval.Onnx.Models;

namespace VisEval.Harness.Evaluation;

/// <summary>One model on one set of images: everything that units of work name, looked up and opened.</summary>
/// <param name="ModelName">The model's name in results.</param>
/// <param name="Model">The opened model.</param>
/// <param name="Images">The images.</param>
/// <param name="Sources">Where explanations come from: methods, options resolved, or files.</param>
/// <param name="Metrics">The metrics, options resolved.</param>
/// <param name="RandomLabels">The network of the same architecture that was fitted to random labels, or null without one.</param>
internal sealed record Job(
    string ModelName,
    IModel Model,
    IImageSource Images,
    IReadOnlyList<IExplanationSource> Sources,
    IReadOnlyList<Unit<IMetric>> Metrics,
    IModel? RandomLabels = null)
{
    /// <summary>By key of a metric, the number of first images it is asked of; the others are asked of all.</summary>
    public IReadOnlyDictionary<string, int> MetricImages { get; init; } = new Dictionary<string, int>();

    /// <summary>The metrics that are asked of the image at a place in the list of images.</summary>
    public IEnumerable<Unit<IMetric>> MetricsOf(int place) =>
        Metrics.Where(m => !MetricImages.TryGetValue(m.Key, out var images) || place < images);

    /// <summary>The same of a source: what pools images takes the first map of each, as there is no mean of what it pools.</summary>
    public IEnumerable<Unit<IMetric>> MetricsOf(IExplanationSource source, int place) =>
        MetricsOf(place).Where(m => source.Seed == SeedKey.First || m.Value is not IPooledMetric);

    /// <summary>Whether every method is also scored with its maps of other images, as what it must be better than.</summary>
    public bool Shuffles { get; init; }

    /// <summary>The metrics that are asked of a method's map of another image: those that rank methods, give every image a number, and
    /// explain nothing again.</summary>
    public IEnumerable<Unit<IMetric>> ShuffledMetricsOf(int place) => Shuffles && Images.Images.Count > 1
        ? MetricsOf(place).Where(m => m.Value is not IPooledMetric && MeasuresAttribute.Of(m.Value) is not null
            && !MetricWork.ExplainsAgain(m.Value))
        : [];

    /// <summary>Whether a source is also scored with its maps of other images; a control is what methods are compared with
    /// already.</summary>
    public static bool IsShuffled(IExplanationSource source) =>
        source.Seed == SeedKey.First && (source.Method is not { } method || !MethodFacts.Of(method.Value).IsControl);

    /// <summary>The images that methods compare with; null for none.</summary>
    public ReferenceImages? References { get; init; }

    /// <summary>The methods that use them.</summary>
    public IEnumerable<Unit<IAttributionMethod>> ReferenceMethods => Methods.Where(m => MethodFacts.Of(m.Value).UsesReferences);

    /// <summary>The ids of the images in the order in which they are worked on, the first of which the report shows; null for the order of
    /// the list.</summary>
    public IReadOnlyList<string>? Order { get; init; }

    /// <summary>What is not kept of it.</summary>
    public Discard Discard { get; init; }

    /// <summary>Units of work done at once; null for one a thread.</summary>
    public int? Workers { get; init; }

    /// <summary>The methods among the sources.</summary>
    public IEnumerable<Unit<IAttributionMethod>> Methods =>
        Sources.Where(s => s.Seed == SeedKey.First).Select(s => s.Method).OfType<Unit<IAttributionMethod>>();

    /// <summary>The number of cells: a metric of an explanation each; an explanation that no metric is asked of counts as one.</summary>
    public int CellCount => Count(atLeast: 1) + Images.Images.Index().Sum(
        i => TargetsOf(i.Item) * Sources.Count(IsShuffled) * ShuffledMetricsOf(i.Index).Count());

    /// <summary>The number of cells that a metric is asked of, without those of maps of other images: as many as a finished run
    /// has.</summary>
    public int MetricCellCount => Count(atLeast: 0);

    /// <summary>The same over some of the images.</summary>
    /// <param name="ids">The ids of these.</param>
    public int MetricCellsOf(IReadOnlySet<string> ids) => Count(atLeast: 0, ids);

    private int Count(int atLeast, IReadOnlySet<string>? ids = null) =>
        Sources.GroupBy(s => s.Seed == SeedKey.First).Sum(sources => sources.Count()
            * Images.Images.Index().Where(i => ids is null || ids.Contains(i.Item.Id)).Sum(
            i => TargetsOf(i.Item) * Math.Max(sources.Key ? atLeast : 0, MetricsOf(sources.First(), i.Index).Count())));

    /// <summary>The cells of one source and the image at a place in the list of images, counted as <see cref="CellCount"/> does.</summary>
    public int CellsOf(IExplanationSource source, int place) => TargetsOf(Images.Images[place])
        * (Math.Max(source.Seed == SeedKey.First ? 1 : 0, MetricsOf(source, place).Count())
            + (IsShuffled(source) ? ShuffledMetricsOf(place).Count() : 0));

    private int TargetsOf(DatasetImage image) => Images.Targets(image, ExplanationKey.NoTarget).Count;
}
