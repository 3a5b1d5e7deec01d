using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part in the one cell of a mosaic that the score can depend on at all; higher is
/// better.</summary>
/// <remarks>
/// The mosaic of <see cref="GridPointingGame"/> at full size, but the images go through the network apart and the head sees the places of
/// the explained image alone: the other cells have no influence whatever, so that Σ_{i∈cell} max(L_i, 0) / Σ_i max(L_i, 0) is ideally
/// 1, exactly (Rao, Böhle, Schiele, CVPR 2022). Products with the gradient have it; weights that are one number a channel (Grad-CAM and
/// its kin) light up wherever the channel is active. Any cell is explained, the authors take the upper left and the lower right one.
/// Networks whose scores do not come from a mean over all places: <c>undefined:not-fully-convolutional</c>.
/// The dialect <c>rao</c> has 3×3 cells.
/// </remarks>
[Named("di-full")]
[Paper("Rao, Böhle, Schiele: Towards Better Understanding Attribution Methods, CVPR 2022", 2022)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Labels)]
[Work("0", "1")]
[NoNumber("undefined:not-fully-convolutional", "the network's scores do not come from a mean over all places")]
[NoNumber("undefined:no-mosaic", "there are no other images to make a mosaic of")]
[NoNumber("undefined:too-few-pixels", "the network's input has fewer rows or columns than the grid")]
[NoNumber("undefined:several-labels", "the image shows several classes, or none is named")]
[NoNumber("undefined:not-the-label", "the explained class is not the image's label")]
[NoNumber("undefined:not-confident", "the model does not name the image's class that surely")]
[NoNumber("undefined:too-few-confident-images", "too few images of other classes are classified that surely")]
[NoNumber("degenerate:empty-on-mosaic", "the map of the mosaic has no positive value")]
[NoNumber("degenerate:not-finite-on-mosaic", "the map of the mosaic has a value that is not finite")]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "cell-share", "1/grid²")]
[KnownScore("uniform", "cell-share", "1/grid²")]
[Dialect("rao", "grid=3")]
internal sealed record DiFull(
    [InRange(2, 16)][About("Rows and columns of the mosaic.")] int Grid = 2,
    [InRange(0, 1)][About("The least probability at which the model must name the class of each image by itself.")]
    double Confidence = 0.99)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("cell-share", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => CellShare.OfHead(this, context, Grid, Confidence, apart: true);
}
