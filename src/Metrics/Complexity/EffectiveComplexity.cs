using VisEval.Core;

namespace VisEval.Metrics.Complexity;

/// <summary>The number of pixels the map does not neglect; lower is better.</summary>
/// <remarks>#{i : |L_i| &gt; ε}, in pixels (Nguyen, Martínez, 2020). By default ε is a share of the largest magnitude, so that scaling a
/// map changes nothing, as Quantus has it after its normalization; with <c>relative=false</c> it is a value of the map.
/// A map of zeros counts 0 pixels but carries no information: <c>degenerate:empty</c>.</remarks>
[Named("effective-complexity")]
[Paper("Nguyen, Martínez: On Quantitative Aspects of Model Interpretability, 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[Work]
[NoNumberWhere(CommonState.Empty)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "pixels", "the number of pixels")]
internal sealed record EffectiveComplexity(
    [InRange(0, 1e30)][About("What a magnitude must exceed.")] double Threshold = 1e-5,
    [About("Whether the threshold is a share of the largest magnitude.")] bool Relative = true)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores =>
        [new("pixels", Direction.Lower, 0, double.PositiveInfinity) { DependsOnScale = !Relative && Threshold > 0 }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var values = context.Map.Values;
        if (!SpanMath.AreFinite(values))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        double largest = SpanMath.LargestMagnitude(values);
        if (largest == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var threshold = Relative ? Threshold * largest : Threshold;
        var pixels = 0;
        foreach (var value in values)
            pixels += Math.Abs((double)value) > threshold ? 1 : 0;
        return MetricResult.Of(ScoreValue.Ok("pixels", pixels));
    }
}
