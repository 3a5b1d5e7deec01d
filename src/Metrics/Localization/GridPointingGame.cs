using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part in the explained image's own cell of a mosaic with other classes;
/// higher is better.</summary>
/// <remarks>
/// The image stands in one cell of a grid×grid mosaic, images of other classes in the rest, all named rightly and surely by the
/// model; the mosaic is explained for the image's class, and <c>cell-share</c> is Σ_{i∈cell} max(L_i, 0) / Σ_i max(L_i, 0), in [0, 1]
/// (Böhle et al., CVPR 2021). Chance is the cell's share of the pixels, about 1/grid². No annotation but labels is needed. As in the
/// paper, a fully convolutional network (a mean over all places before its linear head) gets the mosaic of full-size images. Another has
/// one input size, so that images are shrunk into the cells, which costs recognition: a network of 64×64 pixels that is right on all of
/// 120 images gives the class 0.25 or more in 26 of their 2×2 mosaics. What a network does not recognise no explanation can find, so that
/// shrunk mosaics in which the class has less than <c>recognised</c> have no <c>cell-share</c>; the number <c>recognised</c> is the share
/// of mosaics that count: 1 for full size or a recognised class, else 0, the same for every method. The default is 2×2, the paper's 3×3
/// (dialect <c>boehle</c>, which counts every mosaic). A mosaic without a positive value: <c>degenerate:empty-on-mosaic</c>, in the
/// authors' code 0.
/// </remarks>
[Named("grid-pointing-game")]
[Paper("Böhle, Fritz, Schiele: Convolutional Dynamic Alignment Networks, CVPR 2021", 2021)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Labels)]
[Work("when(recognised, 0, 0, 1)", "1", AtMost = "when(recognised, 0, 0, 1)")]
[NoNumber("undefined:no-mosaic", "there are no other images to make a mosaic of")]
[NoNumber("undefined:too-few-pixels", "the network's input has fewer rows or columns than the grid")]
[NoNumber("undefined:several-labels", "the image shows several classes, or none is named")]
[NoNumber("undefined:not-the-label", "the explained class is not the image's label")]
[NoNumber("undefined:not-confident", "the model does not name the image's class that surely")]
[NoNumber("undefined:too-few-confident-images", "too few images of other classes are classified that surely")]
[NoNumber("undefined:not-recognised", "the model does not recognise the class in the mosaic")]
[NoNumber("degenerate:empty-on-mosaic", "the map of the mosaic has no positive value")]
[NoNumber("degenerate:not-finite-on-mosaic", "the map of the mosaic has a value that is not finite")]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "cell-share", "the cell's share of the input, 1/grid² where the grid divides it")]
[KnownScore("uniform", "cell-share", "the cell's share of the input, 1/grid² where the grid divides it")]
[KnownScore("random", "recognised", "that of every other method")]
[KnownScore("uniform", "recognised", "that of every other method")]
[Dialect("boehle", "grid=3,recognised=0")]
internal sealed record GridPointingGame(
    [InRange(2, 16)][About("Rows and columns of the mosaic.")] int Grid = 2,
    [InRange(0, 1)][About("The least probability at which the model must name the class of each image by itself.")]
    double Confidence = 0.99,
    [InRange(0, 1)][About("The least probability of the class in a mosaic of shrunk images; 0: not asked.")] double Recognised = 0.25)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("cell-share", Direction.Higher, 0, 1), new("recognised", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (!SpanMath.AreFinite(context.Map.Values))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        var mosaic = context.Reexplanation.Mosaic(Grid, Confidence);
        var asks = !mosaic.IsFullSize && Recognised > 0;
        if (asks && !(context.Model.Predict(mosaic.Image).Probability(0, mosaic.Target) >= Recognised))
            return MetricResult.Of(
                ScoreValue.Without("cell-share", CellState.Undefined("not-recognised")), ScoreValue.Ok("recognised", 0));
        return MetricResult.Of(CellShare.Of("cell-share", context, mosaic, mosaic.Model), ScoreValue.Ok("recognised", 1));
    }
}
