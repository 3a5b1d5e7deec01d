using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>The share of what is missing to certainty that is won when the image is seen through its explanation; higher is better.</summary>
/// <remarks>
/// gain = max(0, O − Y)/(1 − Y) in [0, 1], Y = p(x), O = p(m⊙x), m the map scaled to [0, 1]: the counterpart of <c>average-drop</c>, where
/// <c>average-increase</c> counts rises of any size alike (Zhang et al., Opti-CAM). A constant map cannot be scaled:
/// <c>degenerate:constant</c>; with <c>scale=clip</c> it is a mask like any other, and ones everywhere gain 0. Where the model is certain,
/// Y = 1 in 32 bits, there is nothing to win: <c>undefined:probability-one</c>.
/// </remarks>
[Named("average-gain")]
[Paper("Zhang, Torres, Sicre, Avrithis, Ayache: Opti-CAM, Optimizing saliency maps for interpretability, arXiv 2301.07002, CVIU 2024", 2023)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant and is to be scaled")]
[NoNumber("degenerate:not-finite", "the map has a value that is not finite")]
[NoNumber("undefined:probability-one", "the probability of the target is 1 from the start")]
[NoNumber("undefined:model-output-not-finite", "the model answers with NaN or infinity")]
[KnownScore("uniform", "gain", "degenerate:constant")]
public sealed record AverageGain(
    [About("How the map becomes a mask: scaled by its extremes, cut at 0 and 1, or its magnitude scaled.")] MapScaling Scale = MapScaling.MinMax,
    [About("What is seen where the mask is 0, in normalised input space.")] PixelFill Fill = PixelFill.Zero)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("gain", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context) =>
        MaskedConfidence.Score(this, context, new MaskedImage(Scale, Fill), "gain", (whole, masked) => whole < 1
            ? ScoreValue.Ok("gain", Math.Max(0, masked - whole) / (1 - whole))
            : ScoreValue.Without("gain", CellState.Undefined("probability-one")));
}
