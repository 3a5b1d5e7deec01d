using VisEval.Core;
using VisEval.Metrics.Shared.Regions;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Localization;

/// <summary>Whether the map moves from one object to another when the other's class is explained on the same image.</summary>
/// <remarks>
/// For the target t and the first other labelled class u that has a region, M_t and M_u the two maps at the network's input, and R_t and
/// R_u the two regions without what they share: the share of positive energy e(M, R) = Σ_{i∈R} max(M_i, 0) / Σ_i max(M_i, 0) gives
/// <c>contrast</c> = ½ [e(M_t, R_t) − e(M_t, R_u) + e(M_u, R_u) − e(M_u, R_t)], in [−1, 1], higher is better: 1 where each map is
/// wholly on its own object, exactly 0 where the maps are the same, however good they look, −1 where they are swapped. The two targets of
/// an image get the same number. The control <c>random</c> draws the same map for every class: contrast 0. <c>spearman</c>: the rank
/// correlation of the two maps with their signs, 0 is best, 1 where the class does not matter. Pixels that are ignored for either class
/// are left out of both numbers. Only the contrast needs a positive
/// value in both maps, only the correlation two maps that are not constant. Two objects are never equally large or easy: a contrast below
/// 1 is no error by itself. The definition is our own; that maps should depend on the class is what Grad-CAM's authors ask for.
/// </remarks>
[Named("class-contrast")]
[Paper("Selvaraju et al.: Grad-CAM, ICCV 2017 (the demand; the definition is VisEval's)", 2017)]
[NeedsAnnotation(Annotation.Region)]
[Work(explanations: "1")]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumber("undefined:one-class", "no other labelled class has a region that is left in the network's input")]
[NoNumber("undefined:same-region", "the two regions are one inside the other")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NothingPositive)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:constant-for-other-class", "the map of the other class is constant")]
[NoNumber("degenerate:empty-for-other-class", "the map of the other class has no positive value")]
[NoNumber("degenerate:not-finite-for-other-class", "the map of the other class has a value that is not finite")]
[KnownScore("random", "contrast", "0")]
[KnownScore("uniform", "contrast", "0")]
[KnownScore("random", "spearman", "1")]
[KnownScore("uniform", "spearman", "degenerate:constant")]
internal sealed record ClassContrast : IMetric
{
    private static readonly ScoreInfo[] Info = [new("contrast", Direction.Higher, -1, 1), ExplanationSimilarity.Independent("spearman")];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var other = context.Labels
            .Where(c => c != context.Target && TargetRegions.StateOf(context.Annotation.TruthOf(c)).IsOk).Cast<int?>().FirstOrDefault();
        if (other is not { } label)
            return MetricResult.Without(this, CellState.Undefined("one-class"));
        var second = context.Annotation.TruthOf(label)!;
        var ignored = Either(truth.InputIgnored, second.InputIgnored);
        GroundTruth Apart(GroundTruth a, GroundTruth b) =>
            a with { Input = Without(Without(a.Input, b.Input), ignored), InputIgnored = ignored };
        var apart = Apart(truth, second);
        var (map, own) = ScoredPixels.Of(context.Map, apart);
        var (_, others) = ScoredPixels.Of(context.Map, Apart(second, truth));
        if (own.Count == 0 || others.Count == 0)
            return MetricResult.Without(this, CellState.Undefined("same-region"));
        if (map.State is { Text: "degenerate:not-finite" } state)
            return MetricResult.Without(this, state);
        var (moved, _) = ScoredPixels.Of(context.ExplainAs(label).ToMap(context.Map.Height, context.Map.Width), apart);
        return MetricResult.Of(
            Either(
                "contrast", PositivePart.StateOf(map), PositivePart.StateOf(moved),
                () => (Lead(map, own, others) + Lead(moved, others, own)) / 2),
            Either("spearman", map.State, moved.State, () => Spearman.Correlation(map.Values, moved.Values)));
    }

    private static ScoreValue Either(string name, CellState first, CellState second, Func<double> value) =>
        !first.IsOk ? ScoreValue.Without(name, first)
        : !second.IsOk ? ScoreValue.Without(name, CellState.Parse($"{second.Text}-for-other-class"))
        : ScoreValue.Ok(name, value());

    private static double Lead(SaliencyMap map, PixelMask own, PixelMask others)
    {
        var (inside, total) = PositivePart.Of(map, own);
        return (inside - PositivePart.Of(map, others).Inside) / total;
    }

    private static PixelMask? Either(PixelMask? a, PixelMask? b) =>
        a is null || b is null ? a ?? b : a with { Pixels = [.. a.Pixels.Zip(b.Pixels, (p, q) => p || q)] };

    private static PixelMask Without(PixelMask mask, PixelMask? other)
    {
        if (other is null)
            return mask;
        var pixels = new bool[mask.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = mask.Pixels[i] && !other.Pixels[i];
        return new PixelMask(pixels, mask.Height, mask.Width);
    }
}
