using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area over the curve of square regions that are replaced by noise, the most relevant first; higher is better.</summary>
/// <remarks>
/// Regions of side×side pixels that do not overlap, those at the right and lower border cut, are ranked by the sum of the map over them;
/// aopc = 1/(L+1) · Σ_{k=0}^{L} (s₀ − s_k) for the first L regions, or all where there are fewer, and the mean over draws of the
/// noise (Samek et al., TNNLS 2017: 9×9, L = 100). Ties as in <see cref="Deletion"/>; where all sums are equal there is no order:
/// <c>degenerate:constant</c>. The noise is uniform between the extremes of the image. The dialect <c>quantus</c> takes 8×8 regions
/// replaced by the smallest value of the input; that tool gives the losses for k = 1…L, whose mean is (L+1)/L times this number:
/// the paper's sum starts at k = 0.
/// </remarks>
[Named("region-perturbation")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017",
    2017)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"min(regions, {CurveWork.Regions}) * {CurveWork.Orders} * when(fill, noise, draws, 1) + 1", AtMost = CurveWork.TiesDecide)]
[NoNumberWhere(CommonState.Constant, ", or its sum over every region is")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[Dialect("quantus", "side=8,fill=minimum")]
[KnownScore("uniform", "aopc", "degenerate:constant")]
internal sealed record RegionPerturbation(
    [InRange(1, 10_000)][About("The side of a region in pixels of the network's input.")] int Side = 9,
    [InRange(1, 1_000_000)][About("The number of regions replaced, one a step.")] int Regions = 100,
    [About("What replaces a region, in normalised input space.")] PixelFill Fill = PixelFill.Noise,
    [InRange(1, 1000)][About("Draws of the noise that are averaged.")] int Draws = 10,
    TargetScore Score = TargetScore.Probability,
    [About("Whether the least relevant regions go first.")] bool LeastFirst = false,
    RegionTies? Ties = null)
    : IMetric
{
    /// <summary>The order among regions of equal relevance.</summary>
    public RegionTies Ties { get; init; } = Ties ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [TargetOutputs.Difference(Aopc.Name, LeastFirst ? Direction.Lower : Direction.Higher, Score)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var perturbation = new Perturbation(
            Fill, new CurvePoints(1), Ties.Ties, Ties.TieOrders, LeastFirst, Region: Side, Draws: Draws, Last: Regions);
        return Aopc.Over(this, context, perturbation, Score, Regions);
    }
}
