using VisEval.Core;

namespace VisEval.Metrics.Localization;

/// <summary>The share of the map's positive part that lies on the target; higher is better.</summary>
/// <remarks>
/// Σ_{i∈target} max(L_i, 0) / Σ_i max(L_i, 0), in [0, 1], at the network's input (Wang et al., Score-CAM, CVPR-W 2020). It is <see
/// cref="RelevanceMass"/> of the positive part under another name, computed once and counted once in a mean of ranks. Ignored pixels are in
/// neither sum. A constant positive map gets the target's share of the area. The authors' code indexes rows of the map by columns of the
/// box, which for a box off the diagonal is another place; the formula is followed here. A map without a positive value:
/// <c>degenerate:empty</c>. No annotation: <c>undefined:no-annotation</c>; a target of which no pixel is left in the input:
/// <c>undefined:not-in-input</c>.
/// </remarks>
[Named("energy-pointing-game")]
[Paper("Wang et al.: Score-CAM, CVPR Workshops 2020", 2020)]
[Measures(Construct.Localization)]
[NeedsAnnotation(Annotation.Region)]
[Work]
[NoNumberWhere(CommonState.NoRegion)]
[NoNumberWhere(CommonState.RegionNotInInput)]
[NoNumberWhere(CommonState.NothingPositive)]
[NoNumberWhere(CommonState.NotFinite)]
[KnownScore("random", "energy", "the target's share of the input")]
[KnownScore("uniform", "energy", "the target's share of the input")]
internal sealed record EnergyPointingGame : ISynonym
{
    private static readonly ScoreInfo[] Info = [new("energy", Direction.Higher, 0, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public IMetric Meaning => new RelevanceMass();

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context) => Synonyms.Evaluate(this, context);
}
