using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the most relevant values of the image are flipped first; lower is better.</summary>
/// <remarks>
/// The curve of <see cref="Deletion"/> as Bach et al. (PLOS ONE 2015) introduced it, here with a choice of what is flipped: pixels in all channels, or every value of
/// C×H×W by itself, ranked by the attribution's own values. auc is the trapezoidal rule over [0, 1]. The dialect <c>quantus</c> flips single values one by one to
/// the smallest value of the input, starts after the first flip and does not divide the area by the number of steps. With
/// a map of one value a pixel each channel of a pixel is then one flip: three flips touch about one pixel.
/// </remarks>
[Named("pixel-flipping")]
[Paper("Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations for Non-Linear Classifier Decisions, PLOS ONE 2015", 2015)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[NoNumber("undefined:too-few-points", "fewer points are left than the area needs")]
[Dialect("quantus", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
public sealed record PixelFlipping(
    [InRange(0, 100_000_000)][About("Elements flipped a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What a flipped element becomes, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among elements of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over drawn orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Drawn orders that ties=expected averages.")] int TieOrders = 10,
    [About("Whether a pixel is flipped in all its channels at once, or every value of C×H×W by itself.")] Elements Elements = Elements.Pixels,
    [About("Which points of the curve count: both ends, all after the first, all before the last, or the inner ones.")] CurveEnds Ends = CurveEnds.Both,
    [About("How the curve becomes a number: trapezoid over [0, 1], over the true shares, in steps of 1, of 1/points, or the mean.")]
    CurveArea Area = CurveArea.Trapezoid)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Lower)];

    private SubstitutionGame Game => new(new Removal(Fill, new CurvePoints(Step), Ties, TieOrders, Elements: Elements), Score, Ends, Area);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Play(this, context, "pixel-flipping");
}
