using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>The results of a metric that pools images, those without a number left out.</summary>
/// <param name="Key">The metric's unit key.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Explanations">The explanations, in the run's order.</param>
/// <param name="Images">The result of each.</param>
internal sealed record PooledResults(
    string Key, IPooledMetric Metric, IReadOnlyList<PairKey> Explanations, IReadOnlyList<MetricResult> Images)
{
    /// <summary>The number of explanations.</summary>
    public int Count => Explanations.Count;

    /// <summary>The numbers over all of them.</summary>
    public IReadOnlyList<ScoreValue> Pool() => ResultValidator.Pool(Key, Metric, Images);

    /// <summary>Some of them.</summary>
    public PooledResults Where(Func<PairKey, bool> kept)
    {
        var places = Enumerable.Range(0, Count).Where(i => kept(Explanations[i])).ToList();
        return this with { Explanations = [.. places.Select(i => Explanations[i])], Images = [.. places.Select(i => Images[i])] };
    }
}
