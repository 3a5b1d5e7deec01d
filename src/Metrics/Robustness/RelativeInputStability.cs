using VisEval.Core;
using VisEval.Metrics.Shared.Copies;

namespace VisEval.Metrics.Robustness;

/// <summary>How much the explanation changes relative to the image, each relative to itself; lower is better.</summary>
/// <remarks>
/// max over <c>samples</c> drawn δ for which the model names the same class of ‖(Φ(x + δ) − Φ(x))/Φ(x)‖₂ / max(‖δ/x‖₂,
/// 10⁻⁶), in [0, ∞) (Agarwal et al., 2022), quotients value by value; a divisor below a millionth of the largest is that, so that
/// zeros of a map do not decide and its unit does not count. Quantus draws 200 changes, and gives no number where a single one changes the
/// class. The explanations are those of <see cref="MaxSensitivity"/>.
/// Few values near 0 make the number large: compare it by order, not by size. A constant explanation is <c>degenerate:constant</c>.
/// </remarks>
[Named("relative-input-stability")]
[Paper("Agarwal et al.: Rethinking Stability for Attribution-based Explanations, arXiv 2203.06877, 2022", 2022)]
[NeedsAnnotation(Annotation.None)]
[Work("samples + 1", "samples", Together = "samples")]
[SharesWork(Group = "noisy copies", AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumber("degenerate:not-finite-when-perturbed", "the explanation of a changed image has a value that is not finite")]
[NoNumber("undefined:no-neighbours", "the model names another class in every changed image")]
[KnownScore("random", "ris", "0")]
[KnownScore("uniform", "ris", "degenerate:constant")]
internal sealed record RelativeInputStability(SmallChanges? Changes = null) : IMetric
{
    /// <summary>The changes of the image.</summary>
    public SmallChanges Changes { get; init; } = Changes ?? new();

    private static readonly ScoreInfo[] Info = [new("ris", Direction.Lower, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) =>
        RelativeStability.Of(this, context, Changes, (effects, _) => [.. effects.Select(e => e.RelativeStep)]);
}
