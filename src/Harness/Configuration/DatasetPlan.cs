using VisEval.Harness.Datasets;
using VisEval.Harness.Results;
using VisEval.Methods;
using VisEval.Methods.Facts;
using VisEval.Metrics;

namespace VisEval.Harness.Configuration;

/// <summary>What a run does on one dataset.</summary>
/// <param name="Dataset">The dataset.</param>
/// <param name="Reference">How run.json refers to it.</param>
/// <param name="Images">The images after the limit.</param>
/// <param name="Methods">The methods, options resolved for this dataset.</param>
/// <param name="Metrics">The metrics of maps, options resolved for this dataset.</param>
/// <param name="Costs">The metrics of cost, options resolved for this dataset.</param>
internal sealed record DatasetPlan(
    Dataset Dataset,
    string Reference,
    IReadOnlyList<DatasetImage> Images,
    IReadOnlyList<ResolvedUnit<IAttributionMethod>> Methods,
    IReadOnlyList<ResolvedUnit<IMetric>> Metrics,
    IReadOnlyList<ResolvedUnit<ICostMetric>> Costs)
{
    /// <summary>The methods that the preset leaves out.</summary>
    public IReadOnlyList<LeftOutMethod> LeftOut { get; init; } = [];

    /// <summary>The number of methods that ask the model: no controls, which take next to no time.</summary>
    public int CostlyMethods => Methods.Count(m => !MethodFacts.Of(m.Unit.Value).IsControl);
}
