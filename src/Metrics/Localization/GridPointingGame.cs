using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part in the explained image's own cell of a mosaic with other classes; higher is better.</summary>
/// <remarks>
/// The image is shrunk into one cell of a grid×grid mosaic, images of other classes into the rest, all named rightly and surely by the
/// model; the mosaic is explained for the image's class, and the number is Σ_{i∈cell} max(L_i, 0) / Σ_i max(L_i, 0), in [0, 1] (Böhle et
/// al., CVPR 2021). Chance is the cell's share of the pixels, about 1/grid². No annotation but labels is needed. The paper runs a fully
/// convolutional network on a mosaic of full-size images, 3×3; an ONNX network has one input size, so that cells are shrunk, and the
/// default is 2×2. Shrinking costs: a residual network of 64×64 pixels that is right on all of 120 images gives the class 0.1 or more in
/// 52 of their 2×2 mosaics and in 26 of 3×3. What a network no longer recognises no explanation can find: <c>recognised</c> asks for a
/// probability of the class in the mosaic. A mosaic without a positive value: <c>degenerate:empty-on-mosaic</c>, in the authors' code 0.
/// </remarks>
[Named("grid-pointing-game")]
[Paper("Böhle, Fritz, Schiele: Convolutional Dynamic Alignment Networks, CVPR 2021", 2021)]
[NeedsAnnotation(Annotation.Labels)]
[Work("when(recognised, 0, 0, 1)", "1")]
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
[Dialect("boehle", "grid=3")]
public sealed record GridPointingGame(
    [InRange(2, 16)][About("Rows and columns of the mosaic.")] int Grid = 2,
    [InRange(0, 1)][About("The least probability at which the model must name the class of each image by itself.")] double Confidence = 0.99,
    [InRange(0, 1)][About("The least probability of the class in the mosaic; 0: not asked.")] double Recognised = 0)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("cell-share", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (!SpanMath.AreFinite(context.Map.Values))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        var mosaic = context.Reexplanation.Mosaic(Grid, Confidence);
        if (Recognised > 0 && context.Model.Predict(mosaic.Image).Probability(0, mosaic.Target) < Recognised)
            return MetricResult.Without(this, CellState.Undefined("not-recognised"));
        var map = context.Explain(mosaic.Image, mosaic.Target, ModelVariant.Trained)[0].ToMap(mosaic.Cell.Height, mosaic.Cell.Width);
        if (PositivePart.StateOf(map) is { IsOk: false } state)
            return MetricResult.Without(this, CellState.Parse($"{state.Text}-on-mosaic"));
        var (inside, total) = PositivePart.Of(map, mosaic.Cell);
        return MetricResult.Of(ScoreValue.Ok("cell-share", inside / total));
    }
}
