using VisEval.Core;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>1 where the target's probability rises when the image is seen through its explanation, else 0; higher is better.</summary>
/// <remarks>
/// increase = 1[O &gt; Y], strictly, Y = p(x), O = p(m⊙x), m = max(L, 0)/max L (Chattopadhyay et al., WACV 2018: "% increase in
/// confidence", 100 times the mean over images). Equal probabilities are no increase, so that a map of ones everywhere gets 0. A constant
/// map cannot be scaled: <c>degenerate:constant</c>; with <c>scale=clip</c> it is a mask like any other. Grad-CAM++, pytorch-grad-cam
/// and torch-cam scale by minimum and maximum; xplique masks with |L|.
/// </remarks>
[Named("average-increase")]
[Paper("Chattopadhyay, Sarkar, Howlader, Balasubramanian: Grad-CAM++, WACV 2018", 2018)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2")]
[SharesWork(Group = "masked image")]
[NoNumberWhere(CommonState.Constant, " and is to be scaled")]
[NoNumberWhere(CommonState.NothingPositive, " and scale=positive")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "increase", "degenerate:constant")]
[Dialect("grad-cam++", "scale=min-max")]
[Dialect("pytorch-grad-cam", "scale=min-max")]
[Dialect("torch-cam", "scale=min-max")]
[Dialect("xplique", "scale=absolute")]
internal sealed record AverageIncrease(MaskedImage? Mask = null) : IMetric
{
    /// <summary>How the image is seen through the map.</summary>
    public MaskedImage Mask { get; init; } = Mask ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [new("increase", Direction.Higher, 0, 1) { DependsOnScale = Mask.DependsOnScale }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) =>
        MaskedConfidence.Evaluate(
            this, context, Mask, "increase", (whole, masked) => ScoreValue.Ok("increase", masked > whole ? 1 : 0));
}
