using VisEval.Core;
using VisEval.Metrics.Shared.Copies;

namespace VisEval.Metrics.Robustness;

/// <summary>The largest change of the explanation under small changes of the image; lower is better.</summary>
/// <remarks>
/// max over <c>samples</c> drawn δ of ‖Φ(x + δ) − Φ(x)‖₂, as it is (<c>absolute</c>) and divided by ‖Φ(x)‖₂
/// (<c>relative</c>), each in [0, ∞); Φ is the attribution as the method defines it, for the class explained on the unchanged image,
/// δ uniform in the L∞ ball of <c>radius</c> in the units of the normalised image (Yeh et al., NeurIPS 2019: radius 0.2, 50 draws).
/// <c>relative</c> does not change with the scale of the explanation, <c>absolute</c> grows with it. A method that ignores the image is
/// wholly robust; a constant explanation is <c>degenerate:constant</c>. All metrics of robustness with equal options
/// share the explanations.
/// <para>Captum draws 10 times with radius 0.02 and gives <c>relative</c>. Quantus draws 200 times and divides by ‖x‖₂, so that its
/// number depends on the scale of the explanation and on the brightness of the image: dialect <c>quantus</c>; the paper's code divides by
/// ‖Φ(x)‖₂.</para>
/// </remarks>
[Named("max-sensitivity")]
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
[Dialect("captum", "samples=10,radius=0.02")]
[Dialect("quantus", "samples=200,per=image")]
internal sealed record MaxSensitivity(
    SmallChanges? Changes = null,
    ChangePer Per = ChangePer.Explanation)
    : IMetric
{
    /// <summary>The changes of the image.</summary>
    public SmallChanges Changes { get; init; } = Changes ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Sensitivity.Scores(Per);

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Evaluate(context, () => PerturbedExplanations.Of(context, Changes));

    /// <summary>The score for given changes of the image, N×C×H×W.</summary>
    public MetricResult Evaluate(IMetricContext context, Tensor changes) =>
        Evaluate(context, () => PerturbedExplanations.Of(context, changes));

    private MetricResult Evaluate(IMetricContext context, Func<IReadOnlyList<PerturbedExplanation>> effects) =>
        Sensitivity.Of(this, context, effects, Per, changes => changes.Aggregate(0.0, Math.Max));
}
