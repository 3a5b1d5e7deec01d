using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>1 where the target's probability rises when the image is seen through its explanation, else 0; higher is better.</summary>
/// <remarks>
/// increase = 1[O &gt; Y], strictly, Y = p(x), O = p(m⊙x), m the map scaled to [0, 1] (Chattopadhyay et al., WACV 2018: "% increase in
/// confidence", 100 times the mean over images). Equal probabilities are no increase, so that a map of ones everywhere gets 0. A constant
/// map cannot be scaled: <c>degenerate:constant</c>; with <c>scale=clip</c> it is a mask like any other. pytorch-grad-cam and torch-cam count
/// the same; xplique masks with |L|.
/// </remarks>
[Named("average-increase")]
[Paper("Chattopadhyay, Sarkar, Howlader, Balasubramanian: Grad-CAM++, WACV 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant and is to be scaled")]
[NoNumber("degenerate:not-finite", "the map has a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with NaN or infinity")]
[KnownScore("uniform", "increase", "degenerate:constant")]
[Dialect("xplique", "scale=absolute")]
public sealed record AverageIncrease(
    [About("How the map becomes a mask: scaled by its extremes, cut at 0 and 1, or its magnitude scaled.")] MapScaling Scale = MapScaling.MinMax,
    [About("What is seen where the mask is 0, in normalised input space.")] PixelFill Fill = PixelFill.Zero)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("increase", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context) =>
        MaskedConfidence.Score(
            this, context, new MaskedImage(Scale, Fill), "increase", (whole, masked) => ScoreValue.Ok("increase", masked > whole ? 1 : 0));
}
