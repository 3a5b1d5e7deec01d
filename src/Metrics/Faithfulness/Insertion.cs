using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while pixels are put into a blurred image, the most salient first; higher is better.</summary>
/// <remarks>
/// s_k = score after k·step of the H·W pixels of the blurred image were replaced by the original's, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// The default blur is RISE's own, <see cref="Blur.Rise"/>. A constant map has no order and is <c>degenerate:constant</c>. Ties as in
/// <see cref="Deletion"/>. With equal fill and points it is <see cref="Lerf"/> read backwards, from one run of the model. The dialects are
/// those of <see cref="Deletion"/> but for: <c>xplique</c>, <c>torch-cam</c>: from zeros, not from a blur.
/// <c>interpretdl</c>: from gray 127; the gray picture itself is no point of the curve, the original is.
/// <c>latec</c>: from a Gaussian of 15×15 pixels, σ = 5, mirrored at the edges.
/// <c>openvino</c>: from a black picture.
/// <c>quantus</c>, <c>quantus-0.6</c>: that tool has no insertion; these are the conventions of its pixel flipping, from the other end.
/// </remarks>
[Named("insertion")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC 2018", 2018)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.Steps} - 1) * {CurveWork.Orders} + 2",
    AtMost = $"{CurveWork.TiesDecide} + {CurveWork.ShapeDecides} + {CurveWork.SpacingDecides}")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.TooFewPoints)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[Dialect("rise", "ties=reversed")]
[Dialect("quantus", "step=1,fill=minimum,elements=own-values,ends=after-first,area=steps")]
[Dialect("quantus-0.6", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[Dialect("xplique", "steps=10,spacing=even,fill=zero,score=logit,ties=reversed")]
[Dialect("torch-cam", "steps=20,fill=zero,area=share")]
[Dialect("interpretdl", "steps=20,spacing=percentile,fill=gray,ends=after-first,area=mean")]
[Dialect("latec", "step=50,fill=gaussian15,ends=inner,area=points")]
[Dialect("openvino", "steps=30,spacing=even,fill=black")]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record Insertion(
    [InRange(0, 100_000_000)][About("Pixels put in a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What stands where a pixel is still missing, in normalised input space.")] PixelFill Fill = PixelFill.Blur,
    TargetScore Score = TargetScore.Probability,
    PixelTies? Ties = null,
    [InRange(0, 1_000_000)][About("The number of steps, instead of the pixels a step; 0: as step says.")] int Steps = 0,
    Spacing Spacing = Spacing.Ceiling,
    Elements Elements = Elements.Pixels,
    CurveSummary? Summary = null)
    : IMetric
{
    /// <summary>The order among pixels of equal saliency.</summary>
    public PixelTies Ties { get; init; } = Ties ?? new();

    /// <summary>How the curve becomes a number.</summary>
    public CurveSummary Summary { get; init; } = Summary ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Area.Info(Direction.Higher)];

    private PerturbationArea Area => new(
        new Perturbation(Fill, new CurvePoints(Step, Steps, Spacing), Ties.Ties, Ties.TieOrders, Inserts: true, Elements: Elements),
        Score, Summary);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Area.Evaluate(this, context, "insertion");
}
