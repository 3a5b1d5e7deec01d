using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the most relevant values of the image are flipped first; lower is better.</summary>
/// <remarks>
/// The curve of <see cref="Deletion"/> as Bach et al. (PLOS ONE 2015) introduced it, with a choice of what is flipped: pixels in all channels, or every value of
/// C×H×W by itself, ranked by the attribution's own values. auc is the trapezoidal rule over [0, 1]. Ties as in <see cref="Deletion"/>.
/// The dialect <c>quantus</c> flips single values one by one to the smallest value of the input, starts after the first flip, so that the score of the image
/// itself is no point, and does not divide the area by the number of steps: a constant score of 1 over n points gets n − 1, whatever the size of the step.
/// The dialect <c>quantus-0.6</c> has a defect besides: a map of one value a pixel is repeated for every channel and each channel is flipped by itself, so that
/// 30 flips of a colour image touch 10 pixels, and images between are of colours that no pixel had. <c>quantus</c> flips pixels there.
/// </remarks>
[Named("pixel-flipping")]
[Paper("Bach, Binder, Montavon, Klauschen, Müller, Samek: On Pixel-Wise Explanations for Non-Linear Classifier Decisions, PLOS ONE 2015", 2015)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[NoNumber("undefined:too-few-points", "fewer points are left than the area needs")]
[Dialect("quantus", "step=1,fill=minimum,elements=own-values,ends=after-first,area=steps")]
[Dialect("quantus-0.6", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[KnownScore("uniform", "auc", "degenerate:constant")]
public sealed record PixelFlipping(
    [InRange(0, 100_000_000)][About("Elements flipped a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What a flipped element becomes, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among elements of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10,
    [About("What is flipped at once: a pixel in all its channels, every value of C×H×W, or that only where the explanation has a value for each.")]
    Elements Elements = Elements.Pixels,
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
