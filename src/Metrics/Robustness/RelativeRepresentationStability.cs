using VisEval.Core;
using VisEval.Metrics.Shared.Copies;

namespace VisEval.Metrics.Robustness;

/// <summary>How much the explanation changes relative to what the network makes of the image inside, each relative to itself; lower is
/// better.</summary>
/// <remarks>
/// max over <c>samples</c> drawn δ for which the model names the same class of ‖(Φ(x + δ) − Φ(x))/Φ(x)‖₂ / max(‖(r(x + δ)
/// − r(x))/r(x)‖₂, 10⁻⁶), in [0, ∞) (Agarwal et al., 2022), quotients value by value; a divisor below a millionth of the
/// largest is that, so that zeros of a map do not decide and its unit does not count. r are the values of the layer that class activation
/// methods use; Quantus takes all layers unless one is named. The explanations are those of <see cref="MaxSensitivity"/>.
/// Few values near 0 make the number large: compare it by order, not by size. A constant explanation is <c>degenerate:constant</c>.
/// </remarks>
[Named("relative-representation-stability")]
[Paper("Agarwal et al.: Rethinking Stability for Attribution-based Explanations, arXiv 2203.06877, 2022", 2022)]
[NeedsAnnotation(Annotation.None)]
[Work("2 * samples + 2", "samples", Together = "samples")]
[SharesWork(Group = "noisy copies", AmongMethods = true)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumber("degenerate:not-finite-when-perturbed", "the explanation of a changed image has a value that is not finite")]
[NoNumber("undefined:no-neighbours", "the model names another class in every changed image")]
[NoNumber("undefined:no-layer", "the network has no layer with height and width")]
[KnownScore("random", "rrs", "0")]
[KnownScore("uniform", "rrs", "degenerate:constant")]
internal sealed record RelativeRepresentationStability(SmallChanges? Changes = null) : IMetric
{
    /// <summary>The changes of the image.</summary>
    public SmallChanges Changes { get; init; } = Changes ?? new();

    private sealed record Key(SmallChanges Changes);

    private static readonly ScoreInfo[] Info = [new("rrs", Direction.Lower, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => RelativeStability.Of(this, context, Changes, (_, _) =>
        context.ShareForImage(new Key(Changes), () =>
        {
            var own = context.Reexplanation.Represent(context.Image)[0];
            return PerturbedExplanations.Images(context, Changes).SelectMany(context.Reexplanation.Represent)
                .Select(r => PerturbedExplanations.RelativeDistance(r, own)).ToArray();
        }));
}
