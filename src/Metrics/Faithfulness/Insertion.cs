using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while pixels are put into a blurred image, the most salient first; higher is better.</summary>
/// <remarks>
/// s_k = score after k·step of the H·W pixels of the blurred image were replaced by the original's, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// The default blur is RISE's own, <see cref="Blur.Rise"/>. A constant map has no order and is <c>degenerate:constant</c>. Ties as in <see cref="Deletion"/>.
/// With equal fill and points it is <see cref="Lerf"/> read backwards, from one run of the model. The dialects are those of <see cref="Deletion"/> but for:
/// <c>xplique</c>, <c>torch-cam</c>: from zeros, not from a blur.
/// <c>interpretdl</c>: from gray 127; the gray picture itself is no point of the curve, the original is.
/// <c>latec</c>: from a Gaussian of 15×15 pixels, σ = 5, mirrored at the edges.
/// <c>openvino</c>: from a black picture.
/// <c>quantus</c>, <c>quantus-0.6</c>: that tool has no insertion; these are the conventions of its pixel flipping, from the other end.
/// </remarks>
[Named("insertion")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:too-few-points", "fewer points are left than the area needs")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[Dialect("rise", "ties=reversed")]
[Dialect("quantus", "step=1,fill=minimum,elements=own-values,ends=after-first,area=steps")]
[Dialect("quantus-0.6", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[Dialect("xplique", "steps=10,spacing=even,fill=zero,score=logit,ties=reversed")]
[Dialect("torch-cam", "steps=20,fill=zero,area=share")]
[Dialect("interpretdl", "steps=20,spacing=percentile,fill=gray,ends=after-first,area=mean")]
[Dialect("latec", "step=50,fill=gaussian15,ends=inner,area=points")]
[Dialect("openvino", "steps=30,spacing=even,fill=black")]
[KnownScore("uniform", "auc", "degenerate:constant")]
public sealed record Insertion(
    [InRange(0, 100_000_000)][About("Pixels put in a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What stands where a pixel is still missing, in normalised input space.")] PixelFill Fill = PixelFill.Blur,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10,
    [InRange(0, 1_000_000)][About("The number of steps, instead of the pixels a step; 0: as step says.")] int Steps = 0,
    [About("Where the points lie if steps is given: full steps of the size rounded up, evenly, or at percentiles of the map.")]
    Spacing Spacing = Spacing.Ceiling,
    [About("What goes at once: a pixel in all its channels, every value of C×H×W, or that only where the explanation has a value for each.")]
    Elements Elements = Elements.Pixels,
    [About("Which points of the curve count: both ends, all after the first, all before the last, or the inner ones.")] CurveEnds Ends = CurveEnds.Both,
    [About("How the curve becomes a number: trapezoid over [0, 1], over the true shares, in steps of 1, of 1/points, or the mean.")]
    CurveArea Area = CurveArea.Trapezoid)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Higher)];

    private SubstitutionGame Game => new(
        new Removal(Fill, new CurvePoints(Step, Steps, Spacing), Ties, TieOrders, Inserts: true, Elements: Elements), Score, Ends, Area);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Play(this, context, "insertion");
}
