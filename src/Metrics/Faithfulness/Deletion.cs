using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the pixels are taken away, the most salient first; lower is better.</summary>
/// <remarks>
/// s_k = score of the image after k·step of the H·W pixels were replaced in all channels, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// A constant map has no order and is <c>degenerate:constant</c>. <c>ties=expected</c> is the mean over all orders of equal pixels:
/// exact at a point of the curve that parts no equal pixels, or parts them in at most <c>tie-orders</c> possible ways; else over
/// <c>tie-orders</c> drawn orders (<see cref="TieChoices"/>).
/// Dialects, each the definition of a tool under the same name:
/// <c>rise</c>: ties as an ascending sort read backwards gives them; the steps are the default's 28, 224·8 of the 224² pixels, as in the
/// authors' evaluation of a data set. Their plots of single pictures take 224 pixels a step: <c>step=224</c>.
/// <c>xplique</c>: the logit, over 10 even steps, so that numbers of different networks have different scales.
/// <c>torch-cam</c>: 20 steps of the size rounded up, integrated over the true shares; where the last step is shorter this is the exact
/// area, the rule of RISE not. <c>interpretdl</c>: what lies strictly above 20 percentiles is replaced by gray 127, and the mean taken;
/// pixels that equal the smallest value never go, so that of a map that is 70 % zeros only 30 % is ever deleted. There maps of several
/// channels are summed in magnitude; here the map is the method's own. <c>latec</c>: steps of 50 pixels without both ends; its steps of
/// 1/points give a constant score s only s·(points − 1)/points. <c>openvino</c>: 30 even steps of a black picture; that tool does it at
/// the size of the original picture, here it is the network's input. <c>quantus</c>: its pixel flipping, see <see cref="PixelFlipping"/>.
/// </remarks>
[Named("deletion")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC 2018", 2018)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.Steps} - 1) * {CurveWork.Orders} + 2",
    AtMost = $"{CurveWork.TiesDecide} + {CurveWork.ShapeDecides} + {CurveWork.SpacingDecides}")]
[SharesWork(Group = "most relevant first")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.TooFewPoints)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[Dialect("rise", "ties=reversed")]
[Dialect("quantus", "step=1,fill=minimum,elements=own-values,ends=after-first,area=steps")]
[Dialect("quantus-0.6", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[Dialect("xplique", "steps=10,spacing=even,score=logit,ties=reversed")]
[Dialect("torch-cam", "steps=20,area=share")]
[Dialect("interpretdl", "steps=20,spacing=percentile,fill=gray,ends=before-last,area=mean")]
[Dialect("latec", "step=50,ends=inner,area=points")]
[Dialect("openvino", "steps=30,spacing=even,fill=black")]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record Deletion(
    PixelCurve? Pixels = null,
    [InRange(0, 1_000_000)][About("The number of steps, instead of the pixels a step; 0: as step says.")] int Steps = 0,
    Spacing Spacing = Spacing.Ceiling,
    Elements Elements = Elements.Pixels,
    CurveSummary? Summary = null)
    : IMetric
{
    /// <summary>The options of the curve.</summary>
    public PixelCurve Pixels { get; init; } = Pixels ?? new();

    /// <summary>How the curve becomes a number.</summary>
    public CurveSummary Summary { get; init; } = Summary ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Area.Info(Direction.Lower)];

    private PerturbationArea Area => new(
        Pixels.Perturbation with { Points = new CurvePoints(Pixels.Step, Steps, Spacing), Elements = Elements }, Pixels.Score, Summary);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Area.Evaluate(this, context, "deletion");
}
