using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part in the cell of a mosaic whose places alone are averaged to the score; higher is
/// better.</summary>
/// <remarks>
/// As <see cref="DiFull"/>, but the whole mosaic goes through the network and only the mean of the head is over the cell of the explained
/// image (Rao, Böhle, Schiele, CVPR 2022). At the tensor that is averaged the ideal is 1, exactly; at the input, what lies within the
/// receptive field of the cell's border counts too, so that a little less is right. Networks whose scores do not come from a mean over all
/// places: <c>undefined:not-fully-convolutional</c>. The dialect <c>rao</c> has 3×3 cells.
/// </remarks>
[Named("di-part")]
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
internal sealed record DiPart(
    [InRange(2, 16)][About("Rows and columns of the mosaic.")] int Grid = 2,
    [InRange(0, 1)][About("The least probability at which the model must name the class of each image by itself.")]
    double Confidence = 0.99)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("cell-share", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => CellShare.OfHead(this, context, Grid, Confidence, apart: false);
}
