using VisEval.Core;
using VisEval.Metrics.Shared.Copies;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Robustness;

/// <summary>How much the explanation changes when image and network are shifted together, so that the output stays the same;
/// lower is better.</summary>
/// <remarks>
/// f'(x + c) = f(x) for all x: the shift is taken into the bias of the first layer, edges included, so both networks compute the same
/// function up to rounding, with the same derivatives (Kindermans et al., 2017: c = −1). <c>distance</c>:
/// ‖Φ'(x + c) − Φ(x)‖₂ / ‖Φ(x)‖₂, in [0, ∞); <c>spearman</c>: rank correlation of the two attributions, higher is
/// better, in [−1, 1]; <c>invariant</c>: 1 where the distance is at most <c>tolerance</c> (rounding moves the derivatives of a few units
/// that are at the kink of a ReLU), else 0, so its mean is the share of images. Derivatives do not change; their product with the image
/// does, and so does whatever compares with a fixed reference: zeros in front of the first layer are another colour after the shift.
/// A constant explanation is <c>degenerate:constant</c>; the scale changes nothing.
/// <para>Where the image is not read by convolutions alone the shift is taken off in front of the network; rules of relevance do not see
/// such a step, and are then invariant. Quantus' InputInvariance gives 1 only where no value moves at all.</para>
/// </remarks>
[Named("input-shift")]
[Paper("Kindermans et al.: The (Un)reliability of Saliency Methods, arXiv 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "1")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:constant-when-shifted", "the shifted network's explanation is constant (spearman)")]
[NoNumber("degenerate:not-finite-when-shifted", "the shifted network's explanation has a value that is not finite")]
[KnownScore("random", "distance", "0")]
[KnownScore("random", "invariant", "1")]
[KnownScore("random", "spearman", "1")]
[KnownScore("uniform", "distance", "degenerate:constant")]
internal sealed record InputShift(
    [InRange(-1e6, 1e6)][About("What is added to every value of the normalised image.")] double Shift = -1,
    [InRange(0, 1)][About("The distance up to which an explanation counts as invariant.")] double Tolerance = 1e-3)
    : IMetric
{
    private static readonly ScoreInfo[] Info =
    [
        new("distance", Direction.Lower, 0, double.PositiveInfinity),
        new("invariant", Direction.Higher, 0, 1),
        new("spearman", Direction.Higher, -1, 1),
    ];

    private sealed record ShiftKey(double Shift);

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var own = context.Attribution.Values.Values;
        if (ComparedExplanation.StateOf(own) is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var shifted = context.Share(new ShiftKey(Shift), () =>
        {
            var image = new Tensor([.. context.Image.Values.Select(v => v + (float)Shift)], context.Image.Shape);
            return context.Explain(image, context.Target, new ModelVariant.ShiftedInput(Shift))[0].Values.Values;
        });
        var after = ComparedExplanation.StateOf(shifted);
        var distance = PerturbedExplanations.Distance(shifted, own) / PerturbedExplanations.Length(own);
        if (!double.IsFinite(distance))
            return MetricResult.Without(this, CellState.Degenerate("not-finite-when-shifted"));
        return MetricResult.Of(
            ScoreValue.Ok("distance", distance),
            ScoreValue.Ok("invariant", distance <= Tolerance ? 1 : 0),
            after.IsOk
                ? ScoreValue.Ok("spearman", Spearman.Correlation(own, shifted))
                : ScoreValue.Without("spearman", CellState.Parse($"{after.Text}-when-shifted")));
    }
}
