using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>How surely a pixel of the target is more salient than one of the background: the area under the ROC curve;
/// higher is better.</summary>
/// <remarks>
/// P(L_i &gt; L_j) + P(L_i = L_j)/2 for i drawn from the target's n pixels, j from the m others, at the network's input: Mann and Whitney's
/// statistic (Σ_{i∈target} rank_i − n(n+1)/2)/(n·m) with mean ranks for ties, which is the area under the ROC curve by the trapezoidal rule
/// (Fawcett, 2006); ignored pixels are neither. In [0, 1], ½ is chance. A constant map is ½ elsewhere, and <c>degenerate:constant</c> here.
/// A target without a background has no such number: <c>undefined:no-background</c>.
/// </remarks>
[Named("localization-auc")]
[Paper("Fawcett: An introduction to ROC analysis, Pattern Recognition Letters 2006", 2006)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumber("undefined:no-background", "the target fills the network's input, but for ignored pixels")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "auc", "1/2")]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record LocalizationAuc : IMetric
{
    private static readonly ScoreInfo[] Info = [new("auc", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var (map, target) = ScoredPixels.Of(context.Map, truth);
        double inside = target.Count, outside = target.Pixels.Length - inside;
        if (outside == 0)
            return MetricResult.Without(this, CellState.Undefined("no-background"));
        if (map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (ranks, sum) = (AverageRanks.Of(map.Values), 0.0);
        for (var i = 0; i < ranks.Length; i++)
            if (target.Pixels[i])
                sum += ranks[i];
        return MetricResult.Of(ScoreValue.Ok("auc", (sum - inside * (inside + 1) / 2) / (inside * outside)));
    }
}
