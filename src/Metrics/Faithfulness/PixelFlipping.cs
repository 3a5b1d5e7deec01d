using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the most relevant values of the image are flipped first; lower is better.</summary>
/// <remarks>
/// <see cref="Deletion"/> as Bach et al. (PLOS ONE 2015) introduced it, with equal options one number, which is computed once and counts
/// once in a mean of ranks. There is a choice of what is flipped: pixels in all
/// channels, or every value of C×H×W by itself, ranked by the attribution's own values. auc is the trapezoidal rule over [0, 1].
/// Ties as in <see cref="Deletion"/>. The dialect <c>quantus</c> flips single values one by one to the smallest value of the input, starts
/// after the first flip, so that the score of the image itself is no point, and does not divide the area by the number of steps: a constant
/// score of 1 over n points gets n − 1, whatever the size of the step. The dialect <c>quantus-0.6</c> has a defect besides: a map of one
/// value a pixel is repeated for every channel and each channel is flipped by itself, so that 30 flips of a colour image touch 10 pixels,
/// and images between are of colours that no pixel had. <c>quantus</c> flips pixels there.
/// </remarks>
[Named("pixel-flipping")]
[Paper("Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations for Non-Linear Classifier Decisions, PLOS ONE 2015",
    2015)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.ElementSteps} - 1) * {CurveWork.Orders} + 2", AtMost = $"{CurveWork.TiesDecide} + {CurveWork.ShapeDecides}")]
[SharesWork(Group = "most relevant first")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.TooFewPoints)]
[Dialect("quantus", "step=1,fill=minimum,elements=own-values,ends=after-first,area=steps")]
[Dialect("quantus-0.6", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record PixelFlipping(
    [InRange(0, 100_000_000)][About("Elements flipped a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What a flipped element becomes, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    ElementTies? Ties = null,
    [About("What is flipped at once: a pixel in all its channels, every value of C×H×W, or that only where the explanation has a value "
        + "for each.")]
    Elements Elements = Elements.Pixels,
    CurveSummary? Summary = null)
    : ISynonym
{
    /// <summary>The order among elements of equal relevance.</summary>
    public ElementTies Ties { get; init; } = Ties ?? new();

    /// <summary>How the curve becomes a number.</summary>
    public CurveSummary Summary { get; init; } = Summary ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Meaning.Scores;

    /// <inheritdoc/>
    public IMetric Meaning =>
        new Deletion(new PixelCurve(Step, Fill, Score, new PixelTies(Ties.Ties, Ties.TieOrders)), Elements: Elements, Summary: Summary);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Synonyms.Evaluate(this, context, "pixel-flipping");
}
