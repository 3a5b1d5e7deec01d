using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Metrics.Sanity;

/// <summary>By how much the explanation becomes more complex when all weights of the model are re-drawn; higher is better.</summary>
/// <remarks>
/// (ê − e)/e with e the entropy of the histogram of the explanation's values (100 bins of equal width from the smallest to the largest,
/// natural logarithm) on the trained model and ê on the wholly randomized one, in [−1, ∞) (Hedström et al., XAI in Action, NeurIPS
/// 2023). A random model has no structure to explain: an explanation of it should be more complex, not as plain as before. Two states of
/// the model suffice, no layer by layer. No comparison of values: the scale and sign of the explanation change nothing, up to rounding at
/// the edges of bins. A constant explanation has entropy 0: on the trained model nothing can be divided by it, <c>degenerate:constant</c>;
/// on the randomized one the score is −1, as the formula gives. Quantus, by the same authors, sums channels first: the dialect
/// <c>quantus</c>. It divides by zero where the explanation is constant.
/// </remarks>
[Named("efficient-mprt")]
[Paper("Hedström et al.: Sanity Checks Revisited, XAI in Action at NeurIPS 2023", 2023)]
[NeedsAnnotation(Annotation.None)]
[Work(explanations: "1")]
[SharesWork(Group = "randomized weights")]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumber("degenerate:not-finite-when-randomized", "the randomized model's explanation has a value that is not finite")]
[NoNumberWhere(CommonState.NoWeightLayers)]
[KnownScore("random", "rise", "0")]
[KnownScore("uniform", "rise", "degenerate:constant")]
[Dialect("quantus", "values=map")]
internal sealed record EfficientMprt(
    [InRange(2, 100_000)][About("Bins of the histogram.")] int Bins = 100,
    WeightDraw Draw = WeightDraw.Normal,
    ComparedValues Values = ComparedValues.Attribution)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("rise", Direction.Higher, -1, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var layers = context.Reexplanation.WeightLayerCount;
        if (layers == 0)
            return MetricResult.Without(this, CellState.Undefined("no-weight-layers"));
        var own = ComparedExplanation.Of(context.Attribution, context.Map, Values);
        if (!own.SignedState.IsOk)
            return MetricResult.Without(this, own.SignedState);
        var explanation = context.ExplainOn(new ModelVariant.Randomized(0, layers, Draw));
        var randomized = ComparedExplanation.Of(explanation, explanation.ToMap(context.Map.Height, context.Map.Width), Values);
        if (randomized.SignedState == CellState.Degenerate("not-finite"))
            return MetricResult.Without(this, CellState.Degenerate("not-finite-when-randomized"));
        var before = HistogramEntropy.Of(own.Signed, Bins);
        return MetricResult.Of(ScoreValue.Ok("rise", (HistogramEntropy.Of(randomized.Signed, Bins) - before) / before));
    }
}
