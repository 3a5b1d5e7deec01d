using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>The options of a curve along which pixels are replaced.</summary>
/// <param name="Step">Pixels a step; 0: as many as make 28 steps.</param>
/// <param name="Fill">What replaces a pixel.</param>
/// <param name="Score">The output that is followed.</param>
/// <param name="Ties">The order among pixels of equal saliency.</param>
[OptionGroup]
internal sealed record PixelCurve(
    [InRange(0, 100_000_000)][About("Pixels replaced a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    PixelTies? Ties = null)
{
    /// <summary>The order among pixels of equal saliency.</summary>
    public PixelTies Ties { get; init; } = Ties ?? new();

    /// <summary>The removal of the most salient pixels first.</summary>
    internal Perturbation Perturbation => new(Fill, new CurvePoints(Step), Ties.Ties, Ties.TieOrders);
}
