using VisEval.Core;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>The share of what is missing to certainty that is won when the image is seen through its explanation;
/// higher is better.</summary>
/// <remarks>
/// gain = max(0, O − Y)/(1 − Y) in [0, 1], Y = p(x), O = p(m⊙x), m = max(L, 0)/max L: the counterpart of <c>average-drop</c>,
/// where <c>average-increase</c> counts rises of any size alike (Zhang et al., Opti-CAM, who scale by minimum and maximum: dialect
/// <c>opti-cam</c>). A constant map cannot be scaled:
/// <c>degenerate:constant</c>; with <c>scale=clip</c> it is a mask like any other, and ones everywhere gain 0. Where the model is certain,
/// Y = 1 in 32 bits, there is nothing to win: <c>undefined:probability-one</c>.
/// </remarks>
[Named("average-gain")]
[Paper(
    "Zhang, Torres, Sicre, Avrithis, Ayache: Opti-CAM, Optimizing saliency maps for interpretability, arXiv 2301.07002, CVIU 2024", 2023)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2")]
[SharesWork(Group = "masked image")]
[NoNumberWhere(CommonState.Constant, " and is to be scaled")]
[NoNumberWhere(CommonState.NothingPositive, " and scale=positive")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("undefined:probability-one", "the probability of the target is 1 from the start")]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "gain", "degenerate:constant")]
[Dialect("opti-cam", "scale=min-max")]
internal sealed record AverageGain(MaskedImage? Mask = null) : IMetric
{
    /// <summary>How the image is seen through the map.</summary>
    public MaskedImage Mask { get; init; } = Mask ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [new("gain", Direction.Higher, 0, 1) { DependsOnScale = Mask.DependsOnScale }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) =>
        MaskedConfidence.Evaluate(this, context, Mask, "gain", (whole, masked) => whole < 1
            ? ScoreValue.Ok("gain", Math.Max(0, masked - whole) / (1 - whole))
            : ScoreValue.Without("gain", CellState.Undefined("probability-one")));
}
