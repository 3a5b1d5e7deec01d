using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while square regions are taken away, the most relevant first; lower is better.</summary>
/// <remarks>Regions of side×side pixels that do not overlap, those at the right and lower border cut, are ranked by the sum of the map over them; auc is the
/// trapezoidal rule over all of them, both ends in (Montavon, Samek, Müller, 2018: 4×4). Ties as in <see cref="Deletion"/>; where all sums are equal there is no
/// order: <c>degenerate:constant</c>. The dialect <c>quantus</c> takes 8×8 regions replaced by the smallest value of the input, starts after the first
/// region, and does not divide the area by their number.</remarks>
[Named("selectivity")]
[Paper("Montavon, Samek, Müller: Methods for Interpreting and Understanding Deep Neural Networks, DSP 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map, or its sum over every region, is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[NoNumber("undefined:too-few-points", "fewer points are left than the area needs")]
[Dialect("quantus", "side=8,fill=minimum,ends=after-first,area=steps")]
[KnownScore("uniform", "auc", "degenerate:constant")]
public sealed record Selectivity(
    [InRange(1, 10_000)][About("The side of a region in pixels of the network's input.")] int Side = 4,
    [About("What replaces a region, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among regions of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10,
    [About("Which points of the curve count: both ends, all after the first, all before the last, or the inner ones.")] CurveEnds Ends = CurveEnds.Both,
    [About("How the curve becomes a number: trapezoid over [0, 1], over the true shares, in steps of 1, of 1/points, or the mean.")]
    CurveArea Area = CurveArea.Trapezoid)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Lower)];

    private SubstitutionGame Game => new(new Removal(Fill, new CurvePoints(1), Ties, TieOrders, Region: Side), Score, Ends, Area);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Play(this, context, "selectivity");
}
