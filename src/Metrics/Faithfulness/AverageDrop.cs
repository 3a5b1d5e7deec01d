using VisEval.Core;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>The share of the target's probability that is lost when the image is seen through its explanation; lower is better.</summary>
/// <remarks>
/// drop = max(0, Y − O)/Y in [0, 1], Y = p(x), O = p(m⊙x), m = max(L, 0)/max L (Chattopadhyay et al., WACV 2018);
/// their percentage over images is 100 times the mean. Their maps, of class activations, have no negative values; scaled by minimum and
/// maximum, as they and other tools do (<c>scale=min-max</c>), zero relevance in a signed map becomes about ½: half of the image shows
/// everywhere, whatever the map says. A map of ones everywhere would lose nothing and get the best number there is:
/// read it together with <c>adcc</c>, which counts the area. A constant map cannot be scaled: <c>degenerate:constant</c>, nor one without a
/// positive value: <c>degenerate:empty</c>;
/// with <c>scale=clip</c>, for maps that are in [0, 1] by themselves, it is a mask like any other. Y = 0:
/// <c>undefined:probability-zero</c>, unless there is an epsilon.
/// <para><c>@pytorch-grad-cam</c> (DropInConfidence) does not divide by Y and is therefore not the paper's number: small where Y is small.
/// <c>@torch-cam</c> and <c>@xplique</c> add 1e-7 and 1e-8 to the divisor; xplique masks with |L|; torch-cam scales the map before it is
/// resized and counts NaN as 0. OpenVINO multiplies raw pixels, so that masked ones are black instead of the mean colour: that needs to
/// know how inputs are normalised, which a metric does not.</para>
/// </remarks>
[Named("average-drop")]
[Paper("Chattopadhyay, Sarkar, Howlader, Balasubramanian: Grad-CAM++, WACV 2018", 2018)]
[Measures(Construct.Removal)]
[NeedsAnnotation(Annotation.None)]
[Work("2")]
[SharesWork(Group = "masked image")]
[NoNumberWhere(CommonState.Constant, " and is to be scaled")]
[NoNumberWhere(CommonState.NothingPositive, " and scale=positive")]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ProbabilityZero)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[KnownScore("uniform", "drop", "degenerate:constant")]
[Dialect("grad-cam++", "relative=true,epsilon=0,scale=min-max")]
[Dialect("pytorch-grad-cam", "relative=false,scale=min-max")]
[Dialect("torch-cam", "epsilon=1e-7,scale=min-max")]
[Dialect("xplique", "epsilon=1e-8,scale=absolute")]
internal sealed record AverageDrop(
    MaskedImage? Mask = null,
    [About("Whether the loss is divided by the probability of the whole image.")] bool Relative = true,
    [InRange(0, 1)][About("Added to that probability.")] double Epsilon = 0)
    : IMetric
{
    /// <summary>How the image is seen through the map.</summary>
    public MaskedImage Mask { get; init; } = Mask ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [new("drop", Direction.Lower, 0, 1) { DependsOnScale = Mask.DependsOnScale }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) =>
        MaskedConfidence.Evaluate(this, context, Mask, "drop", (whole, masked) => (Loss: Math.Max(0, whole - masked), Relative) switch
        {
            (var loss, false) => ScoreValue.Ok("drop", loss),
            (var loss, true) when whole + Epsilon > 0 => ScoreValue.Ok("drop", loss / (whole + Epsilon)),
            _ => ScoreValue.Without("drop", CellState.Undefined("probability-zero")),
        });
}
