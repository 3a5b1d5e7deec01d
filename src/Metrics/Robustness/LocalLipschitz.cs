using VisEval.Core;
using VisEval.Metrics.Shared.Copies;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Robustness;

/// <summary>The steepest change of the explanation in the neighbourhood of the image; lower is better.</summary>
/// <remarks>
/// max over drawn δ of ‖Φ(x + δ) − Φ(x)‖₂ / ‖δ‖₂, in [0, ∞) (Alvarez-Melis and Jaakkola, 2018), from the explanations
/// of <see cref="MaxSensitivity"/>: the paper searches its ball with an optimizer, and leaves its size to the user. Each explanation
/// is divided by its largest magnitude, since the number grows with the scale; <c>normalize=false</c>, the paper's definition and dialect
/// <c>alvarez-melis</c>, does not and orders no methods.
/// A constant explanation is <c>degenerate:constant</c>. Draws find a lower bound of the true maximum.
/// <para>Quantus draws 200 times normal noise of deviation 0.1 and normalizes; it adds 10⁻¹⁰ to ‖δ‖₂, which is below
/// the last digit.</para>
/// </remarks>
[Named("local-lipschitz")]
[Paper("Alvarez-Melis, Jaakkola: On the Robustness of Interpretability Methods, WHI at ICML 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "samples", Together = "samples")]
[SharesWork(Group = "noisy copies")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:not-finite-when-perturbed", "the explanation of a changed image has a value that is not finite")]
[KnownScore("random", "lipschitz", "0")]
[KnownScore("uniform", "lipschitz", "degenerate:constant")]
[Dialect("alvarez-melis", "normalize=false")]
[Dialect("quantus", "samples=200,radius=0.1,noise=gaussian,normalize=true")]
internal sealed record LocalLipschitz(
    SmallChanges? Changes = null,
    [About("Whether each explanation is divided by its largest magnitude.")] bool Normalize = true)
    : IMetric
{
    /// <summary>The changes of the image.</summary>
    public SmallChanges Changes { get; init; } = Changes ?? new();

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [new("lipschitz", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = !Normalize }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (ComparedExplanation.StateOf(context.Attribution.Values.Values) is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var steepest = PerturbedExplanations.Of(context, Changes)
            .Aggregate(0.0, (most, e) => Math.Max(most, (Normalize ? e.ScaledChange : e.Change) / e.Step));
        return MetricResult.Of(double.IsFinite(steepest)
            ? ScoreValue.Ok("lipschitz", steepest)
            : ScoreValue.Without("lipschitz", CellState.Degenerate(Sensitivity.NotFinite)));
    }
}
