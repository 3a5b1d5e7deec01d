using VisEval.Core;
using VisEval.Metrics.Shared.Copies;

namespace VisEval.Metrics.Robustness;

/// <summary>The mean change of the explanation under small changes of the image; lower is better.</summary>
/// <remarks>
/// As <see cref="MaxSensitivity"/>, with the mean over the draws in place of the largest, and from the same explanations (Yeh et al.,
/// NeurIPS 2019; Bhatt et al., IJCAI 2020). The mean converges with the number of draws, the largest only grows: this is the steadier of
/// the two. Quantus draws 200 times and divides by ‖x‖₂: dialect <c>quantus</c>.
/// </remarks>
[Named("avg-sensitivity")]
[Paper("Yeh et al.: On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019", 2019)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "samples", Together = "samples")]
[SharesWork(Group = "noisy copies")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:not-finite-when-perturbed", "the explanation of a changed image has a value that is not finite")]
[NoNumber("undefined:empty-image", "the image is all zeros and per=image (relative)")]
[KnownScore("random", "relative", "0")]
[KnownScore("random", "absolute", "0")]
[KnownScore("uniform", "relative", "degenerate:constant")]
[Dialect("quantus", "samples=200,per=image")]
internal sealed record AvgSensitivity(
    SmallChanges? Changes = null,
    ChangePer Per = ChangePer.Explanation)
    : IMetric
{
    /// <summary>The changes of the image.</summary>
    public SmallChanges Changes { get; init; } = Changes ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Sensitivity.Scores(Per);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Sensitivity.Of(
        this, context, () => PerturbedExplanations.Of(context, Changes), Per, changes => changes.Average());
}
