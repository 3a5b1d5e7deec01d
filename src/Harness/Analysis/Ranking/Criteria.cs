using VisEval.Harness.Analysis.Samples;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Ranking;

/// <summary>The numbers that methods are ranked by: the first of every metric that says which construct it measures, unless it depends
/// on the unit of the map or exists over pooled images only; one number under several names counts once.</summary>
internal static class Criteria
{
    /// <summary>Those of some samples that any method has.</summary>
    public static IReadOnlyList<NumberInfo> Of(SampleSet samples, KnownMetrics known) =>
    [
        .. samples.Numbers.Where(n => n is { IsHeadline: true, Metric.Construct: not null, Score.DependsOnScale: false }
                && !samples.IsPooled(n) && samples.Methods.Any(m => samples.MeritsOf(m, n).HasAny))
            .DistinctBy(n => known.Meaning(n.Metric)),
    ];

    /// <summary>The numbers of one construct.</summary>
    public static IReadOnlyList<NumberInfo> Of(this IReadOnlyList<NumberInfo> criteria, Construct construct) =>
        [.. criteria.Where(c => c.Metric.Construct == construct)];
}
