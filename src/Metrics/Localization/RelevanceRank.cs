using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the K most salient pixels that lie on the target, where the target has K pixels; higher is better.</summary>
/// <remarks>
/// |top-K ∩ target| / K, K = |target|, at the network's input, in [0, 1] (Arras et al., 2022). Where more pixels equal the K-th than
/// there is room for, the expectation over all ways to choose among them, exactly; <c>ties=first</c> takes the first in row-major order.
/// Quantus' choice is that of an unstable sort and so no definition; without such ties the numbers are the same. Ignored
/// pixels are left out of the ranking. A constant map has no order: <c>degenerate:constant</c>.
/// </remarks>
[Named("relevance-rank")]
[Paper("Arras, Osman, Samek: CLEVR-XAI, Information Fusion 2022", 2022)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "rank-accuracy", "the target's share of the input")]
[KnownScore("uniform", "rank-accuracy", "degenerate:constant")]
internal sealed record RelevanceRank(
    TopTies Ties = TopTies.Expected)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("rank-accuracy", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var (map, target) = ScoredPixels.Of(context.Map, truth);
        if (map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        return MetricResult.Of(
            ScoreValue.Ok("rank-accuracy", TopPixels.Inside(map, target.Count, target, Ties) / target.Count));
    }
}
