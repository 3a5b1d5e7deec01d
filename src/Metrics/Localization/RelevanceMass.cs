using VisEval.Core;
using VisEval.Metrics.Shared.Regions;

namespace VisEval.Metrics.Localization;

/// <summary>Which part of a map counts as relevance.</summary>
internal enum Relevance
{
    /// <summary>max(L, 0): what speaks for the class.</summary>
    Positive,

    /// <summary>|L|: what speaks for or against it.</summary>
    Absolute,

    /// <summary>L as it is, so that positive and negative values cancel.</summary>
    Signed,
}

/// <summary>The share of the map's relevance that lies on the target; higher is better.</summary>
/// <remarks>
/// Σ_{i∈target} r_i / Σ_i r_i at the network's input, r_i ≥ 0 the relevance of pixel i: its positive part, for which this is <see
/// cref="EnergyPointingGame"/>, or its magnitude, in [0, 1] (Arras et al., 2022; the absolute one is the attribution localization of
/// Kohlbrenner et al., 2020, as Quantus has it). The dialect <c>quantus</c> takes the signed sum, as the relevance mass accuracy of that
/// tool does: then the number is no share; it leaves [0, 1] as soon as values cancel, and has no meaning where they cancel to about 0.
/// Ignored pixels are in neither sum. A constant map gets the target's share of the area. A map without relevance, or whose signed sum is
/// exactly 0: <c>degenerate:empty</c>.
/// </remarks>
[Named("relevance-mass")]
[Paper("Arras, Osman, Samek: CLEVR-XAI, Information Fusion 2022", 2022)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumber("degenerate:empty", "the map has no relevance, or none is left of its signed sum")]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "mass", "the target's share of the input")]
[KnownScore("uniform", "mass", "the target's share of the input")]
[Dialect("quantus", "relevance=signed")]
[Dialect("attribution-localisation", "relevance=absolute")]
internal sealed record RelevanceMass(
    [About("What counts as relevance: the positive part, the magnitude, or the value with its sign.")]
    Relevance Relevance = Relevance.Positive)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Relevance == Relevance.Signed
        ? [new ScoreInfo("mass", Direction.Higher, double.NegativeInfinity, double.PositiveInfinity)]
        : [new ScoreInfo("mass", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        var truth = context.Truth;
        if (truth is null || !TargetRegions.StateOf(truth).IsOk)
            return MetricResult.Without(this, TargetRegions.StateOf(truth));
        var (inside, total) = (0.0, 0.0);
        var (scored, target) = ScoredPixels.Of(context.Map, truth);
        var map = scored.Values;
        for (var i = 0; i < map.Length; i++)
        {
            if (!float.IsFinite(map[i]))
                return MetricResult.Without(this, CellState.Degenerate("not-finite"));
            var relevance = Relevance switch
            {
                Relevance.Positive => Math.Max(map[i], 0.0),
                Relevance.Absolute => Math.Abs((double)map[i]),
                _ => map[i],
            };
            total += relevance;
            if (target.Pixels[i])
                inside += relevance;
        }
        return total != 0
            ? MetricResult.Of(ScoreValue.Ok("mass", inside / total))
            : MetricResult.Without(this, CellState.Degenerate("empty"));
    }
}
