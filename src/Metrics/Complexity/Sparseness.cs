using VisEval.Core;

namespace VisEval.Metrics.Complexity;

/// <summary>The Gini index of the map's magnitudes: 0 where all are equal, near 1 where one pixel holds all; higher is better.</summary>
/// <remarks>
/// G = Σ_i (2i − n − 1) a_i / (n Σ a_i) with a_1 ≤ … ≤ a_n the sorted |L| + offset, in [0, 1 − 1/n] (Chalasani et al., ICML
/// 2020). Quantus adds an offset of 10⁻⁷, by which a single pixel of height 10⁻⁷ among 4,096 gets 0.0002 instead of 0.9998;
/// <c>normalize=true</c>, part of the dialect <c>quantus</c>, divides by the largest magnitude first. A map of zeros is
/// <c>degenerate:empty</c>; any other constant map is the
/// least sparse there is, 0.
/// </remarks>
[Named("sparseness")]
[Paper("Chalasani et al.: Concise Explanations of Neural Networks using Adversarial Training, ICML 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[Work]
[NoNumberWhere(CommonState.Empty)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("uniform", "gini", "0")]
[Dialect("quantus", "offset=1e-7,normalize=true")]
internal sealed record Sparseness(
    [InRange(0, 1)][About("Added to every magnitude; 0 gives the Gini index itself.")] double Offset = 0,
    [About("Whether magnitudes are divided by the largest before the offset is added.")] bool Normalize = false)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [new("gini", Direction.Higher, 0, 1) { DependsOnScale = Offset > 0 && !Normalize }];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var sizes = new float[context.Map.Values.Length];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = MathF.Abs(context.Map.Values[i]);
        if (!SpanMath.AreFinite(sizes))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        FloatOrder.Sort(sizes);
        if (sizes[^1] == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));

        var scale = Normalize ? (double)sizes[^1] : 1;
        var (weighted, total) = (0.0, 0.0);
        for (var i = 0; i < sizes.Length; i++)
        {
            var size = sizes[i] / scale + Offset;
            weighted += (2.0 * i + 1 - sizes.Length) * size;
            total += size;
        }
        // Rounding may leave a constant map a hair below 0.
        return MetricResult.Of(ScoreValue.Ok("gini", Math.Max(0, weighted / (sizes.Length * total))));
    }
}
