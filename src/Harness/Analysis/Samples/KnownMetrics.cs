using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>Which metrics of a run are of a kind that its rows alone do not tell.</summary>
/// <param name="Pooled">The metric, if its number over images is not the mean of the images' numbers; null otherwise.</param>
/// <param name="Cost">The metric, if it is one of the cost of an explanation; null otherwise.</param>
internal sealed record KnownMetrics(Func<MetricInfo, IPooledMetric?> Pooled, Func<MetricInfo, ICostMetric?> Cost)
{
    /// <summary>What a metric computes, compared by value: equal for one metric under several names. Its key where nothing
    /// is known.</summary>
    public Func<MetricInfo, object> Meaning { get; init; } = info => info.Key;

    /// <summary>The metrics that come with VisEval, made from their keys; a name it does not have is neither.</summary>
    public static KnownMetrics BuiltIn { get; } = Of(UnitSources.BuiltIn);

    /// <summary>Where they come from.</summary>
    public UnitSources Sources { get; init; } = UnitSources.BuiltIn;

    /// <summary>The metrics that come with VisEval and with plug-ins.</summary>
    public static KnownMetrics Of(UnitSources sources) =>
        new(Maker<IMetric, IPooledMetric>(sources), Maker<ICostMetric, ICostMetric>(sources))
        {
            Meaning = MeaningBy(Maker<IMetric, IMetric>(sources)),
            Sources = sources,
        };

    private static Func<MetricInfo, object> MeaningBy(Func<MetricInfo, IMetric?> metric) => info =>
    {
        try
        {
            return metric(info) is { } known ? Synonyms.MeaningOf(known) : info.Key;
        }
        catch (InputException)
        {
            // A run of another version may have options that this one does not know: then it is known by its key alone.
            return info.Key;
        }
    };

    private static Func<MetricInfo, TKind?> Maker<TAll, TKind>(UnitSources sources)
        where TAll : class
        where TKind : class, TAll
    {
        var catalogue = sources.Catalogue<TAll>();
        var names = catalogue.Entries.Where(e => typeof(TKind).IsAssignableFrom(e.Type)).Select(e => e.Name).ToHashSet();
        return info => names.Contains(info.Name) ? (TKind)catalogue.Create(info.Key).Value : null;
    }
}
