using VisEval.Core;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>Which of several equal maxima points.</summary>
internal enum PointTies
{
    /// <summary>The first in row-major order.</summary>
    First,

    /// <summary>Each with the same probability: the share of them that hit.</summary>
    Expected,

    /// <summary>Whichever hits: a hit as soon as one does.</summary>
    Any,
}

/// <summary>In which pixels the point and its distance are measured.</summary>
internal enum PointSpace
{
    /// <summary>Those of the original image, to which the map is resized.</summary>
    Original,

    /// <summary>Those of the network's input, the map's own.</summary>
    Input,
}

/// <summary>1 where the map's maximum lies on the target or nearer to it than the tolerance, 0 elsewhere; higher is better.</summary>
/// <remarks>
/// The point is the first maximum in row-major order, in the original image (<see cref="Pointing.At"/>); a hit is some pixel of the target
/// at a squared distance strictly below tolerance² (Zhang et al., ECCV 2016, in the rules of TorchRay). The mean over images is the
/// accuracy; TorchRay reports the mean over classes of each class's accuracy, and counts a class without images as 0. At tolerance 0 the
/// pixel itself must belong to the target; in the dialect <c>torchray</c> a tolerance of 0 never hits, since no distance is strictly below
/// 0. Ignored pixels are no maxima: the largest value among the others points. TorchRay smooths maps that are gradients beforehand:
/// <c>smooth=0.02</c>. The dialect <c>quantus</c> asks at the network's input whether any of the equal maxima is a pixel of the target. A
/// constant map points nowhere: <c>degenerate:constant</c>, never a hit, also in that dialect, where Quantus itself gives 1 to every
/// constant map; and where there is nothing to hit Quantus gives 1, here it is <c>undefined:no-annotation</c>, or
/// <c>undefined:not-in-input</c> where the input's cut took it away, in whichever pixels.
/// </remarks>
[Named("pointing-game")]
[Paper("Zhang et al.: Top-down Neural Attention by Excitation Backprop, ECCV 2016", 2016)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumberWhere(CommonState.Constant, ", or is once it was smoothed")]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "hit", "degenerate:constant")]
[Dialect("torchray", "tolerance=15,zero-is-pixel=false")]
[Dialect("quantus", "tolerance=0,ties=any,space=input")]
internal sealed record PointingGame(
    [InRange(0, 10_000)][About("Distance that still hits, exclusive, in pixels.")] double Tolerance = 15,
    [About("Whether tolerance 0 asks for the pixel itself; if not, tolerance 0 never hits.")] bool ZeroIsPixel = true,
    [About("Which of several equal maxima points: the first in row-major order, the average over all, or any that hits.")]
    PointTies Ties = PointTies.First,
    [About("Whether points and distances are those of the original image or of the network's input.")]
    PointSpace Space = PointSpace.Original,
    [InRange(0, 1)][About("Deviation of a Gaussian that smooths the map first, as a share of its shorter side; 0: none.")]
    double Smooth = 0)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("hit", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var map = context.Map;
        if (context.Truth is not { } truth || !truth.Original.Pixels.AsSpan().Contains(true))
            return MetricResult.Without(this, CellState.Undefined("no-annotation"));
        if (Space == PointSpace.Input && TargetRegions.StateOf(truth) is { IsOk: false } lack)
            return MetricResult.Without(this, lack);
        // Of a thin object no pixel may be left where the input is small, but its box is: it can still be pointed at.
        var isAllIgnored = truth.InputIgnored is { } ignored && ignored.Count == map.Values.Length;
        if (!TargetRegions.StateOf(truth).IsOk && (truth.InputBoxes.Count == 0 || isAllIgnored))
            return MetricResult.Without(this, CellState.Undefined("not-in-input"));
        if (ScoredPixels.Of(map, truth).Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        if (Smooth > 0)
            map = MapBlur.Gaussian(map, Smooth * Math.Min(map.Height, map.Width));
        if (ScoredPixels.Of(map, truth).Map.State is { IsOk: false } smoothed)
            return MetricResult.Without(this, smoothed);
        var mask = Space == PointSpace.Input ? truth.Input : truth.Original;
        // Of all pixels only the point itself is nearer than 1, so 1 asks for the pixel itself.
        var tolerance = Tolerance == 0 && ZeroIsPixel ? 1 : Tolerance;
        var hits = Points(map, truth).Select(p => Pointing.IsNear(mask, p.X, p.Y, tolerance) ? 1.0 : 0);
        return MetricResult.Of(ScoreValue.Ok("hit", Ties == PointTies.Expected ? hits.Average() : hits.Max()));
    }

    private IReadOnlyList<(int X, int Y)> Points(SaliencyMap map, GroundTruth truth)
    {
        if (Space == PointSpace.Original)
            return Ties == PointTies.First ? [Pointing.At(map, truth)] : Pointing.All(map, truth);
        var maxima = Pointing.Maxima(Pointing.Scored(map, truth.InputIgnored), 0);
        return Ties == PointTies.First ? [maxima[0]] : maxima;
    }
}
