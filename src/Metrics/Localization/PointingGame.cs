using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Localization;

/// <summary>1 where the map's maximum lies on the target or nearer to it than the tolerance, 0 elsewhere; higher is better.</summary>
/// <remarks>
/// The point is the first maximum in row-major order, in the original image (<see cref="Pointing.At"/>); a hit is some pixel of the
/// target at a squared distance strictly below tolerance² (Zhang et al., ECCV 2016, in the rules of TorchRay). The mean over images is
/// the accuracy. At tolerance 0 the pixel itself must belong to the target; in the dialect <c>torchray</c> a tolerance of 0 never hits,
/// since no distance is strictly below 0. A constant map points nowhere: <c>degenerate:constant</c>, never a hit. No annotation:
/// <c>undefined:no-annotation</c>.
/// </remarks>
[Named("pointing-game")]
[Paper("Zhang et al.: Top-down Neural Attention by Excitation Backprop, ECCV 2016", 2016)]
[Dialect("torchray", "tolerance=15,zero-is-pixel=false")]
public sealed record PointingGame(
    [InRange(0, 10_000)][About("Distance that still hits, exclusive, in pixels of the original image.")] double Tolerance = 15,
    [About("Whether tolerance 0 asks for the pixel itself; if not, tolerance 0 never hits.")] bool ZeroIsPixel = true)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("hit", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context)
    {
        if (context.Truth is not { } truth || !truth.Original.Pixels.AsSpan().Contains(true))
            return MetricResult.Without(this, CellState.Undefined("no-annotation"));
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (x, y) = Pointing.At(context.Map, truth.Geometry);
        // Of all pixels only the point itself is nearer than 1, so 1 asks for the pixel itself.
        var hit = Pointing.IsNear(truth.Original, x, y, Tolerance == 0 && ZeroIsPixel ? 1 : Tolerance);
        return MetricResult.Of(ScoreValue.Ok("hit", hit ? 1 : 0));
    }
}
