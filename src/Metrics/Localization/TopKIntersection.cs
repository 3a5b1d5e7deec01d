using VisEval.Core;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the k most salient pixels that lie on the target; higher is better.</summary>
/// <remarks>
/// |top-k ∩ target| / k at the network's input, in [0, 1] (Theiner et al., WACV 2022). With <c>concept-influence</c> divided by the
/// target's share of the input, so that a small target weighs as much as a large one: 1 is chance, H·W the bound. Ties as in <see
/// cref="RelevanceRank"/>. A target of fewer than k pixels cannot reach 1: choose k for the size of the input. Ignored pixels are left out,
/// of the input's as well. Fewer than k are left: <c>undefined:fewer-pixels-than-k</c>. A constant map has no order:
/// <c>degenerate:constant</c>.
/// </remarks>
[Named("top-k-intersection")]
[Paper("Theiner, Müller-Budack, Ewerth: Interpretable Semantic Photo Geolocation, WACV 2022", 2022)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumber("undefined:fewer-pixels-than-k", "the network's input has fewer pixels than k that are scored")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "intersection", "the target's share of the input")]
[KnownScore("uniform", "intersection", "degenerate:constant")]
internal sealed record TopKIntersection(
    [InRange(1, 100_000_000)][About("The number of pixels taken.")] int K = 1000,
    [About("Whether the share is divided by the target's share of the input.")] bool ConceptInfluence = false,
    TopTies Ties = TopTies.Expected)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [new ScoreInfo("intersection", Direction.Higher, 0, ConceptInfluence ? double.PositiveInfinity : 1)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var (map, target) = ScoredPixels.Of(context.Map, truth);
        if (map.Values.Length < K)
            return MetricResult.Without(this, CellState.Undefined("fewer-pixels-than-k"));
        if (map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var share = TopPixels.Inside(map, K, target, Ties) / K;
        return MetricResult.Of(
            ScoreValue.Ok("intersection", ConceptInfluence ? share * map.Values.Length / target.Count : share));
    }
}
