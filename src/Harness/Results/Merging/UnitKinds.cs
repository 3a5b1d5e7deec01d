using VisEval.Core;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Harness.Results.Merging;

/// <summary>What of methods and metrics run.json does not say, and decides which cells a run has.</summary>
/// <param name="IsRandomized">Whether a method draws random numbers, so that it makes a map of each seed.</param>
/// <param name="Metric">The metric; null where it is one of the cost of an explanation, which has no cells.</param>
internal sealed record UnitKinds(Func<MethodInfo, bool> IsRandomized, Func<MetricInfo, IMetric?> Metric)
{
    /// <summary>The units that come with VisEval.</summary>
    public static UnitKinds BuiltIn => Of(UnitSources.BuiltIn);

    /// <summary>The units that come with VisEval and with plug-ins.</summary>
    public static UnitKinds Of(UnitSources sources)
    {
        var (methods, metrics) = (sources.Catalogue<IAttributionMethod>(), sources.Catalogue<IMetric>());
        var costs = sources.Catalogue<ICostMetric>().Entries.SelectMany(e => e.Names).ToHashSet();
        return new UnitKinds(
            m => !ForeignKey.Is(m.Key) && MethodFacts.Of(methods.Create(m.Key).Value).IsRandomized,
            m => costs.Contains(m.Name) ? null : metrics.Create(m.Key).Value);
    }
}
