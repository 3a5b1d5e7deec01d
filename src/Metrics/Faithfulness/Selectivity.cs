using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while square regions are taken away, the most relevant first; lower is better.</summary>
/// <remarks>Regions of side×side pixels that do not overlap, those at the right and lower border cut, are ranked by the sum of the map
/// over them; auc is the trapezoidal rule over all of them, both ends in (Montavon, Samek, Müller, 2018: 4×4). Ties as in
/// <see cref="Deletion"/>; where all sums are equal there is no order: <c>degenerate:constant</c>. The dialect <c>quantus</c> takes 8×8
/// regions replaced by the smallest value of the input, starts after the first region, and does not divide the area by
/// their number.</remarks>
[Named("selectivity")]
[Paper("Montavon, Samek, Müller: Methods for Interpreting and Understanding Deep Neural Networks, DSP 2018", 2018)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work($"({CurveWork.Regions} - 1) * {CurveWork.Orders} + 2", AtMost = CurveWork.TiesDecide)]
[NoNumberWhere(CommonState.Constant, ", or its sum over every region is")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.TooFewPoints)]
[Dialect("quantus", "side=8,fill=minimum,ends=after-first,area=steps")]
[KnownScore("uniform", "auc", "degenerate:constant")]
internal sealed record Selectivity(
    [InRange(1, 10_000)][About("The side of a region in pixels of the network's input.")] int Side = 4,
    [About("What replaces a region, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    RegionTies? Ties = null,
    CurveSummary? Summary = null)
    : IMetric
{
    /// <summary>The order among regions of equal relevance.</summary>
    public RegionTies Ties { get; init; } = Ties ?? new();

    /// <summary>How the curve becomes a number.</summary>
    public CurveSummary Summary { get; init; } = Summary ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Area.Info(Direction.Lower)];

    private PerturbationArea Area => new(
        new Perturbation(Fill, new CurvePoints(1), Ties.Ties, Ties.TieOrders, Region: Side), Score, Summary);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Area.Evaluate(this, context, "selectivity");
}
