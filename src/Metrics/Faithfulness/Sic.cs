using VisEval.Core;
using VisEval.Metrics.Shared.Information;
using VisEval.Metrics.Shared.Ranks;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Softmax information curve: the area under the target's probability over the information shown, as the image is deblurred along
/// the map; higher is better.</summary>
/// <remarks>
/// The blurred image knows its corners and a random 1 % of the pixels, the same for every method; the rest is interpolated linearly
/// (<see cref="Unblurring"/>). For every threshold t the pixels with L ≥ the (1 − t) quantile are revealed, all that tie with it among
/// them. x = (bytes − bytes blurred)/(bytes whole − bytes blurred) of the image as a losslessly compressed WebP, y = (p − p
/// blurred)/(p whole − p blurred), both cut to [0, 1], y never falling along the thresholds; the number is the exact area in [0, 1] under
/// the straight lines through the points sorted by x, with (0, 0) and (1, 1) (Kapishnikov et al., XRAI, ICCV 2019;
/// the program sums it up over 1000 steps).
/// <para>Only images of which the model is sure count: p ≥ 0.8, else <c>undefined:unsure</c>; and only those that blurring makes worse
/// and smaller. Over images the mean of areas is the area under the mean curve; the paper draws the median curve, whose area is another
/// number. Constant maps have no order: <c>degenerate:constant</c>. Networks see the interpolated image unrounded, its size is that of
/// the picture rounded to bytes; the program rounds for both. Of pixels on one circle the triangulation may differ from Qhull's.</para>
/// </remarks>
[Named("sic")]
[Paper("Kapishnikov, Bolukbasi, Viégas, Terry: XRAI, Better Attributions Through Regions, ICCV 2019", 2019)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("count(thresholds) + 2")]
[SharesWork(Group = "deblurred images")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:unsure", "the model gives the target less than the least confidence")]
[NoNumber("undefined:blurred-not-worse", "the model does as well on the blurred image")]
[NoNumber("undefined:blurred-not-smaller", "the blurred image compresses no better")]
[NoNumber("undefined:image-too-small", "the image has a single row or column")]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "sic", "degenerate:constant")]
internal sealed record Sic(
    [About("The shares of the most salient pixels that are revealed, increasing, joined by +.")]
    string Thresholds = InformationCurve.Published,
    [InRange(0, 0.99)][About("The share of random pixels that the blurred image knows.")] double Start = 0.01,
    [InRange(0, 1)][About("The least probability of the target on the image itself.")] double Confidence = 0.8,
    [About("Whether the curve never falls along the thresholds.")] bool Monotone = true)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("sic", Direction.Higher, 0, 1)];

    /// <summary>The shares of the most salient pixels that are revealed, increasing, joined by +.</summary>
    public string Thresholds { get; } = Fractions.Checked(Thresholds, "sic: thresholds");

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        double whole = context.Output.Probability(0, context.Target);
        if (!double.IsFinite(whole))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        return whole < Confidence
            ? MetricResult.Without(this, CellState.Undefined("unsure"))
            : new InformationCurve(Thresholds, Start, Monotone).Evaluate(this, context, whole, output => output.Probability);
    }
}
