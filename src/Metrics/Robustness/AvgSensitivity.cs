using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Robustness;

/// <summary>The mean change of the explanation under small changes of the image; lower is better.</summary>
/// <remarks>
/// As <see cref="MaxSensitivity"/>, with the mean over the draws in place of the largest, and from the same explanations (Yeh et al., NeurIPS
/// 2019; Bhatt et al., IJCAI 2020). The mean converges with the number of draws, the largest only grows: this is the steadier of the two.
/// Quantus draws 200 times and divides by ‖x‖₂: dialect <c>quantus</c>.
/// </remarks>
[Named("avg-sensitivity")]
[Paper("Yeh et al.: On the (In)fidelity and Sensitivity of Explanations, NeurIPS 2019", 2019)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the explanation is constant")]
[NoNumber("degenerate:not-finite", "the explanation has a value that is no number")]
[NoNumber("degenerate:not-finite-when-perturbed", "the explanation of a changed image has a value that is no number")]
[NoNumber("undefined:empty-image", "the image is all zeros and per=image (relative)")]
[KnownScore("random", "relative", "0")]
[KnownScore("random", "absolute", "0")]
[KnownScore("uniform", "relative", "degenerate:constant")]
[Dialect("quantus", "samples=200,per=image")]
public sealed record AvgSensitivity(
    [InRange(1, 100_000)][About("Changed images.")] int Samples = 50,
    [InRange(1e-4, 1e6)][About("Size of the changes, in the units of the normalised image.")] double Radius = 0.2,
    [About("How the changes are drawn: uniform in the L∞ ball of the radius, or normal of that deviation.")] SmallNoise Noise = SmallNoise.Uniform,
    [About("What the relative number is relative to: the length of the explanation or of the image.")] ChangePer Per = ChangePer.Explanation)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Sensitivity.Scores;

    /// <inheritdoc/>
    public MetricResult Score(IMetricContext context) => Sensitivity.Of(
        this, context, () => PerturbedExplanations.Of(context, Samples, Radius, Noise), Per, changes => changes.Average());
}
