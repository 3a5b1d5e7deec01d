using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of images whose map gives a box that fits the target, at a threshold chosen on other images; higher is
/// better.</summary>
/// <remarks>
/// The map is scaled to s ∈ [0, 1]; at a threshold τ the pixels s ≥ τ form regions, and an image is right where a box around them and a
/// box of the target overlap by δ or more. <c>v1</c>: the box of the region with the most pixels, δ = 0.5; <c>v2</c>: the mean over δ =
/// 0.3, 0.5, 0.7, the best box of any region (Choe et al., CVPR 2020). These two, the paper's, are the largest over τ of the mean over
/// images, and so chosen on the images that are scored: with twelve images and every threshold there is they flatter. <c>accuracy</c> and
/// <c>accuracy-v2</c> are the same shares at the threshold that is best on other images (<see cref="CrossFit"/>). No number over images is
/// a mean of those of single images: of one image <c>v1</c> and <c>v2</c> are 1 where any threshold is right, and the first two do not
/// exist, <c>undefined:one-image</c>. Over images <see cref="Pool"/> decides. At the input, boxes with exclusive upper ends. The class
/// predicted does not matter. Curves, one a δ: whether the image is right, over τ; left-continuous steps. By default every τ ∈ [0, 1] is
/// tried; the authors' code tries 0, 0.001, …, 0.999. That code also rounds values down to 255ths and then asks for s &gt; τ, takes boxes
/// a pixel too large and measures regions by their outlines (<see cref="Contours"/>): a line of pixels is then smaller than a square of
/// four, and the box of a single bright pixel covers four. That is the dialect <c>wsol</c>; the definition is ours. As the region with the
/// most pixels one is passed over whose box overlaps no box of the target by 0.5 and is ignored for half or more, as COCO and VOC leave
/// such detections out; where there is no other, the image is wrong at that threshold. An image is never left out itself: thresholds at
/// which few images count would win. The paper knows no ignored pixels, nor does <c>wsol</c>. A constant map has no boxes:
/// <c>degenerate:constant</c>, there an image like any other.
/// </remarks>
[Named("max-box-acc")]
[Paper("Choe et al.: Evaluating Weakly Supervised Object Localization Methods Right, CVPR 2020", 2020)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Boxes)]
[Work]
[NoNumberWhere(CommonState.NoBox)]
[NoNumberWhere(CommonState.BoxNotInInput)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:one-image", "the number is over images: of one alone there is no threshold chosen on others")]
[KnownScore("uniform", "v1", "degenerate:constant")]
[Dialect("wsol", "thresholds=1000,contours=true")]
internal sealed record MaxBoxAcc(
    [InRange(0, 1_000_000)][About(
        "Thresholds tried, evenly spaced from 0 on; 0: every threshold there is, or 1000 where contours are taken.")]
    int Thresholds = 0,
    [About("Whether pixels of a region touch at edges only (four) or at corners too (eight); contours always touch at corners.")]
    Connectivity Connectivity = Connectivity.Eight,
    [About("Whether values, regions and boxes are rounded as OpenCV's contours are in the authors' code.")] bool Contours = false)
    : IPooledMetric
{
    // As COCO and VOC match what is detected with what is ignored.
    private const double Half = 0.5;

    private static readonly double[] Overlaps = [0.3, 0.5, 0.7];
    private static readonly ScoreInfo[] Info =
        [.. new[] { "accuracy", "accuracy-v2", "v1", "v2" }.Select(name => new ScoreInfo(name, Direction.Higher, 0, 1))];
    private static readonly string[] Names = ["v1", "v2-30", "v2-50", "v2-70"];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (TargetRegions.BoxesOf(context.Truth, context.Map, out var boxes) is { IsOk: false } lack)
            return MetricResult.Without(this, lack);
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var levels = Contours
            ? ContourLevels.Of(context.Map, context.Truth!.InputBoxes, Grid, Overlaps)
            : Sample(RegionSweep.Levels(
                context.Map, Connectivity, Overlaps.Length, box => Reached(Overlap(box, boxes)), LeftOut(context.Truth!, boxes)));
        Curve[] curves = [.. Enumerable.Range(0, Names.Length).Select(curve => Steps(levels, curve))];
        return new MetricResult(Pool([new MetricResult([], curves)]), curves);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ScoreValue> Pool(IReadOnlyList<MetricResult> images) =>
        Gather(images).Over([Enumerable.Range(0, images.Count).ToArray()]).Single();

    /// <inheritdoc/>
    public IImagePool Gather(IReadOnlyList<MetricResult> images) => new StepPool(
        [.. Names.Select(name => new StepCurveSum([.. images.Select(i => i.Curves.Single(c => c.Name == name))]))], images.Count);

    // Of levels that are as good as the next one none is a step.
    private static Curve Steps(IReadOnlyList<BoxLevel> levels, int curve)
    {
        var steps = new List<(double End, double Value)>();
        for (var i = 0; i < levels.Count; i++)
            if (i + 1 == levels.Count || Fits(levels[i], curve) != Fits(levels[i + 1], curve))
                steps.Add((levels[i].Threshold, Fits(levels[i], curve) ? 1.0 : 0));
        return StepCurve.Of(Names[curve], steps);
    }

    private static bool Fits(BoxLevel level, int curve) => curve == 0 ? level.Largest >= 2 : level.Any >= curve;

    private int Grid => Thresholds > 0 ? Thresholds : 1000;

    private static double Overlap(Box box, IReadOnlyList<Box> boxes)
    {
        var overlap = 0.0;
        for (var i = 0; i < boxes.Count; i++)
            overlap = Math.Max(overlap, Boxes.IntersectionOverUnion(box, boxes[i]));
        return overlap;
    }

    private static Func<Box, bool>? LeftOut(GroundTruth truth, IReadOnlyList<Box> boxes)
    {
        if (truth.InputIgnored is not { } ignored)
            return null;
        var count = new IgnoredCount(ignored);
        return box => Overlap(box, boxes) < Half && count.ShareOf(box) >= Half;
    }

    private static int Reached(double overlap)
    {
        var reached = 0;
        foreach (var needed in Overlaps)
            reached += overlap >= needed ? 1 : 0;
        return reached;
    }

    // A level holds up to its own threshold, so that the first one not below a threshold tells what is so there.
    private IReadOnlyList<BoxLevel> Sample(IReadOnlyList<BoxLevel> levels)
    {
        if (Thresholds == 0)
            return levels;
        var sampled = new List<BoxLevel>();
        for (int k = 0, level = 0; k < Thresholds; k++)
        {
            var threshold = (double)k / Thresholds;
            while (levels[level].Threshold < threshold)
                level++;
            sampled.Add(levels[level] with { Threshold = threshold });
        }
        return sampled;
    }

    private static ScoreValue Number(string name, double? value) =>
        value is { } number ? ScoreValue.Ok(name, number) : ScoreValue.Without(name, IPooledMetric.OfOneImage);

    private sealed class StepPool(StepCurveSum[] curves, int images) : IImagePool
    {
        public IEnumerable<IReadOnlyList<ScoreValue>> Over(IEnumerable<IReadOnlyList<int>> draws)
        {
            var times = new int[images];
            foreach (var drawn in draws)
            {
                Array.Clear(times);
                for (var i = 0; i < drawn.Count; i++)
                    times[drawn[i]]++;
                double? Best(int curve) => curves[curve].LargestMean(times, drawn.Count);
                double? Fitted(int curve) => CrossFit.Of(curves[curve], times);
                yield return
                [
                    Number("accuracy", Fitted(0)), Number("accuracy-v2", (Fitted(1) + Fitted(2) + Fitted(3)) / Overlaps.Length),
                    Number("v1", Best(0)), Number("v2", (Best(1) + Best(2) + Best(3)) / Overlaps.Length),
                ];
            }
        }
    }
}
