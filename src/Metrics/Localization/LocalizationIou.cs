using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>How well the box around the map's largest bright region fits the best-matching box of the target; higher is better.</summary>
/// <remarks>
/// Pixels with L_i &gt; threshold · max L (strictly) form regions; the tight box B around the region with the most pixels (the first in
/// row-major order where several have as many) is compared with every box G of the target, clipped to the input: max_G |B∩G|/|B∪G|, in
/// [0, 1], in input pixels with exclusive upper ends. The threshold 0.15 is Grad-CAM's (Selvaraju et al., ICCV 2017), CAM has 0.2 (Zhou
/// et al., CVPR 2016). Constant maps are <c>degenerate:constant</c>, maps without a positive value <c>degenerate:empty</c>. Where
/// the box fits none and half of it or more is ignored, as crowds are, nobody knows what it found: <c>undefined:on-ignored</c>; ignored
/// pixels otherwise count as any, since a void border would cut the map along the outline that is to be found. No box:
/// <c>undefined:no-annotation</c>; none left in the input: <c>undefined:not-in-input</c>.
/// </remarks>
[Named("localization-iou")]
[Paper("Selvaraju et al.: Grad-CAM, ICCV 2017", 2017)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Boxes)]
[Work]
[NoNumberWhere(CommonState.NoBox)]
[NoNumberWhere(CommonState.BoxNotInInput)]
[NoNumber("undefined:on-ignored", "the map's box fits no box of the target, and half of it or more is ignored")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NothingPositive)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "iou", "degenerate:constant")]
[Dialect("cam", "threshold=0.2")]
internal sealed record LocalizationIou(
    [InRange(0, 1)][About("Share of the map's maximum that a pixel must exceed.")] double Threshold = 0.15,
    [About("Whether pixels of a region touch at edges only (four) or at corners too (eight).")]
    Connectivity Connectivity = Connectivity.Eight)
    : IMetric
{
    // As COCO and VOC match what is detected with what is ignored.
    private const double Half = 0.5;

    private static readonly ScoreInfo[] Info = [new("iou", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (TargetRegions.BoxesOf(context.Truth, context.Map, out var boxes) is { IsOk: false } lack)
            return MetricResult.Without(this, lack);
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        if (TargetRegions.LargestBox(context.Map, Threshold, Connectivity) is not { } box)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var overlap = boxes.Max(b => Boxes.IntersectionOverUnion(box, b));
        return overlap < Half && TargetRegions.IgnoredShare(box, context.Truth!) >= Half
            ? MetricResult.Without(this, CellState.Undefined("on-ignored"))
            : MetricResult.Of(ScoreValue.Ok("iou", overlap));
    }
}
