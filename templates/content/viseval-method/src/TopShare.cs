using VisEval.Core;
using VisEval.Metrics;

namespace MyMethod.Complexity;

/// <summary>The part of the map's magnitude that its strongest pixels hold: Σ of the ⌈s·n⌉ largest |L| / Σ|L|, in [s, 1]; higher is more
/// concentrated.</summary>
/// <remarks>Scaling the map changes nothing. A map of zeros has no parts and is <c>degenerate:empty</c>.</remarks>
/// <param name="Share">The share s of the pixels.</param>
[Named("top-share")]
[Paper("A sample of docs/plugins.md", 2026)]
[NeedsAnnotation(Annotation.None)]
[Work]
[NoNumber("degenerate:empty", "the map is zero everywhere")]
[NoNumber("degenerate:not-finite", "the map has a value that is not finite")]
[KnownScore("uniform", "part", "⌈share·n⌉/n of n pixels")]
public sealed record TopShare([InRange(0.001, 1), About("The share of the pixels.")] double Share = 0.1) : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores { get; } = [new("part", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        List<double> magnitudes = [.. context.Explanation.Map.Values.Select(v => Math.Abs((double)v)).OrderDescending()];
        var total = magnitudes.Sum();
        if (!double.IsFinite(total))
            return MetricResult.Without(this, CellState.Degenerate("not-finite"));
        if (total == 0)
            return MetricResult.Without(this, CellState.Degenerate("empty"));
        var strongest = magnitudes.Take((int)Math.Ceiling(Share * magnitudes.Count)).Sum();
        return MetricResult.Of(ScoreValue.Ok("part", Math.Min(1, strongest / total)));
    }
}
