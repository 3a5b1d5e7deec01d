using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while pixels are put into a blurred image, the most salient first; higher is better.</summary>
/// <remarks>
/// s_k = score after k·step of the H·W pixels of the blurred image were replaced by the original's, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// The default blur is RISE's own, <see cref="Blur.Rise"/>. A constant map has no order and is <c>degenerate:constant</c>.
/// Dialects, each the definition of a tool: <c>rise</c> orders ties as an ascending sort read backwards; <c>xplique</c> follows the logit over 10
/// even steps from zeros; <c>torch-cam</c> takes 20 steps of the size rounded up and integrates over the true shares, from zeros; <c>interpretdl</c> replaces what lies strictly
/// above 20 percentiles by gray 127 and takes the mean (a map that is mostly zero is then never inserted whole); <c>latec</c> goes in steps of 50 pixels
/// and leaves both ends out; its blur is a Gaussian of 15×15 pixels; <c>openvino</c> takes 30 even steps of a black picture (that tool does it at the size of the original picture, here it is
/// the network's input); <c>quantus</c> has no insertion: these are the conventions of its pixel flipping: every value of C×H×W by itself, replaced by the smallest value of the input, the curve starts after the first step
/// and its area is not divided by the number of steps.
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
[Dialect("quantus", "step=1,fill=minimum,elements=values,ends=after-first,area=steps")]
[Dialect("xplique", "steps=10,spacing=even,fill=zero,score=logit,ties=reversed")]
[Dialect("torch-cam", "steps=20,fill=zero,area=share")]
[Dialect("interpretdl", "steps=20,spacing=percentile,fill=gray,ends=after-first,area=mean")]
[Dialect("latec", "step=50,fill=gaussian15,ends=inner,area=points")]
[Dialect("openvino", "steps=30,spacing=even,fill=black")]
public sealed record Insertion(
    [InRange(0, 100_000_000)][About("Pixels put in a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What stands where a pixel is still missing, in normalised input space.")] PixelFill Fill = PixelFill.Blur,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over drawn orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Drawn orders that ties=expected averages.")] int TieOrders = 10,
    [InRange(0, 1_000_000)][About("The number of steps, instead of the pixels a step; 0: as step says.")] int Steps = 0,
    [About("Where the points lie if steps is given: full steps of the size rounded up, evenly, or at percentiles of the map.")]
    Spacing Spacing = Spacing.Ceiling,
    [About("Whether a pixel goes in all its channels at once, or every value of C×H×W by itself.")] Elements Elements = Elements.Pixels,
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
