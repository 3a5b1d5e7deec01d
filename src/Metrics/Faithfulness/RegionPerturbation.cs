using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area over the curve of square regions that are replaced by noise, the most relevant first; higher is better.</summary>
/// <remarks>
/// Regions of side×side pixels that do not overlap, those at the right and lower border cut, are ranked by the sum of the map over them; aopc = 1/(L+1) ·
/// Σ_{k=0}^{L} (s₀ − s_k) for the first L regions, or all where there are fewer, and the mean over draws of the noise (Samek et al., TNNLS 2017: 9×9, L = 100).
/// Ties as in <see cref="Deletion"/>; where all sums are equal there is no order: <c>degenerate:constant</c>. The noise is uniform between the extremes of the image.
/// The dialect <c>quantus</c> takes 8×8 regions replaced by the smallest value of the input; that tool gives the losses for k = 1…L, whose mean is
/// (L+1)/L times this number: the paper's sum starts at k = 0.
/// </remarks>
[Named("region-perturbation")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map, or its sum over every region, is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[Dialect("quantus", "side=8,fill=minimum")]
[KnownScore("uniform", "aopc", "degenerate:constant")]
public sealed record RegionPerturbation(
    [InRange(1, 10_000)][About("The side of a region in pixels of the network's input.")] int Side = 9,
    [InRange(1, 1_000_000)][About("The number of regions replaced, one a step.")] int Regions = 100,
    [About("What replaces a region, in normalised input space.")] PixelFill Fill = PixelFill.Noise,
    [InRange(1, 1000)][About("Draws of the noise that are averaged.")] int Draws = 10,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Whether the least relevant regions go first.")] bool LeastFirst = false,
    [About("Order among regions of equal relevance: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [TargetOutputs.Difference(Aopc.Name, LeastFirst ? Direction.Lower : Direction.Higher, Score)];

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Aopc.Over(
        this, context, new Removal(Fill, new CurvePoints(1), Ties, TieOrders, LeastFirst, Region: Side, Draws: Draws, Last: Regions), Score, Regions);
}
