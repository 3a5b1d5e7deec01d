using VisEval.Core;

namespace VisEval.Metrics.Complexity;

/// <summary>The entropy of the map's magnitudes: 0 where one pixel holds all, ln n where all n are equal; lower is better.</summary>
/// <remarks>H = −Σ p_i ln p_i in nats, p = |L|/Σ|L| (Bhatt, Weller, Moura, IJCAI 2020). Scaling the map changes nothing; resizing it
/// does. A constant map is the most complex there is; a map of zeros has no shares and is <c>degenerate:empty</c>.</remarks>
[Named("complexity")]
[Paper("Bhatt, Weller, Moura: Evaluating and Aggregating Feature-based Model Explanations, IJCAI 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[Work]
[NoNumberWhere(CommonState.Empty)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "entropy", "ln of the number of pixels")]
internal sealed record Complexity : IMetric
{
    private static readonly ScoreInfo[] Info = [new("entropy", Direction.Lower, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var total = 0.0;
        foreach (var value in context.Map.Values)
            total += Math.Abs((double)value);
        if (!double.IsFinite(total))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        if (total == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var entropy = 0.0;
        foreach (var value in context.Map.Values)
            if (Math.Abs(value) / total is > 0 and var share)
                entropy -= share * Math.Log(share);
        // Rounding may leave a single pixel a hair below 0.
        return MetricResult.Of(ScoreValue.Ok("entropy", Math.Max(0, entropy)));
    }
}
