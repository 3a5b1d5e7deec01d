using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>1 where the model names the target and the map's box fits it, 0 elsewhere; higher is better.</summary>
/// <remarks>
/// The box is that of <see cref="LocalizationIou"/>; it fits where its overlap with a box of the target is <c>iou</c> or more, at the
/// network's input. The class is right where the target is a label of the image and among the model's first <c>top</c> classes, of equal
/// logits the lower index first. The mean over images is the localization accuracy of ILSVRC, 1 − error (Russakovsky et al., IJCV 2015).
/// The dialect <c>top-5</c> asks for five classes, <c>gt-known</c> for none. Where the model's class is explained and is no label of an
/// image whose labels have boxes, the answer is wrong: 0; in <c>gt-known</c> there is then no number. A box that fits none, but is ignored
/// for a share of <c>iou</c> or more, has found what nobody knows: <c>undefined:on-ignored</c>, as COCO and VOC leave such detections out.
/// Constant maps are <c>degenerate:constant</c>, maps without a positive value <c>degenerate:empty</c>, whatever the class.
/// </remarks>
[Named("localization-accuracy")]
[Paper("Russakovsky et al.: ImageNet Large Scale Visual Recognition Challenge, IJCV 2015", 2015)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Boxes)]
[Work("when(top, 0, 0, 1)", AtMost = "1")]
[NoNumberWhere(CommonState.NoBox)]
[NoNumberWhere(CommonState.BoxNotInInput)]
[NoNumber("undefined:on-ignored", "the map's box fits no box of the target, and a share of it of iou or more is ignored")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NothingPositive)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "correct", "degenerate:constant")]
[Dialect("cam", "threshold=0.2")]
[Dialect("gt-known", "top=0")]
[Dialect("top-5", "top=5")]
internal sealed record LocalizationAccuracy(
    [InRange(0, 1)][About("Share of the map's maximum that a pixel must exceed.")] double Threshold = 0.15,
    [InRange(0, 1)][About("The overlap from which on a box fits.")] double Iou = 0.5,
    [InRange(0, 1_000_000)][About("So many classes that the model names first must hold the target; 0: no matter.")] int Top = 1,
    [About("Whether pixels of a region touch at edges only (four) or at corners too (eight).")]
    Connectivity Connectivity = Connectivity.Eight)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("correct", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var map = context.Map;
        var lack = TargetRegions.BoxesOf(context.Truth, map, out var boxes);
        var wrong = Top > 0 && context.Truth is null && !context.Labels.Contains(context.Target)
            && context.Labels.Any(c => TargetRegions.BoxesOf(context.Annotation.TruthOf(c), map, out _).IsOk);
        if (!lack.IsOk && !wrong)
            return MetricResult.Without(this, lack);
        if (map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        if (TargetRegions.LargestBox(map, Threshold, Connectivity) is not { } box)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var fits = !wrong && boxes.Max(b => Boxes.IntersectionOverUnion(box, b)) >= Iou;
        if (!wrong && !fits && TargetRegions.IgnoredShare(box, context.Truth!) >= Iou)
            return MetricResult.Without(this, CellState.Undefined("on-ignored"));
        return MetricResult.Of(ScoreValue.Ok("correct", fits && IsNamed(context) ? 1 : 0));
    }

    private bool IsNamed(IMetricContext context)
    {
        if (Top == 0)
            return true;
        var logits = context.Output.Logits.Item(0);
        var target = context.Target;
        var before = 0;
        for (var c = 0; c < logits.Length; c++)
            before += logits[c] > logits[target] || (logits[c] == logits[target] && c < target) ? 1 : 0;
        return before < Top;
    }
}
