using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>How much of a picture is the seed's: the distance between a unit's pictures of different seeds over that to the pictures of
/// other units; lower is better.</summary>
/// <remarks><c>ratio</c> is the mean distance of pairs of the unit's pictures over the mean distance of its pictures to those of all other
/// units, the distance that of <see cref="Diversity"/>; at least 0: 0 where seeds change nothing, 1 where another seed changes as much as
/// another unit, as in noise. The seeds alone tell nothing: a visualizer that always gives the same gray picture agrees with
/// itself.</remarks>
[Named("seed-consistency")]
[Paper("Zhang et al.: The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, CVPR", 2018)]
[NoNumber("undefined:one-picture", "there is one picture of the unit: one seed, or a visualizer that draws nothing")]
[NoNumber("undefined:one-unit", "there are pictures of one unit only")]
[NoNumber("undefined:units-agree", "the pictures of all units are the same")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
[KnownScore("noise", "ratio", "about 1")]
internal sealed record SeedConsistency(FeatureNetwork Network = FeatureNetwork.Own) : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info = [new("ratio", Direction.Lower, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) =>
        new(n.Pictures > 1 ? (double)n.Units * n.Pictures * n.LayersOf(Network) * (2 * n.Units - 1) : 0);

    /// <inheritdoc/>
    public double? Chance(string score, IVisualizationContext context) => 1;

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context)
    {
        var network = Network.In(context);
        return VisualizationScores.PerUnit(this, context, unit =>
        {
            if (PictureDistances.MeanWithin(network, unit.Batch) is not { } within)
                return VisualizationScores.Without(this, CellState.Undefined("one-picture"));
            List<Tensor> others = [.. context.Units.Where(u => u.Unit != unit.Unit && u.State.IsOk).Select(u => u.Batch)];
            if (others.Count == 0)
                return VisualizationScores.Without(this, CellState.Undefined("one-unit"));
            var between = others.SelectMany(other => PictureDistances.Of(network, unit.Batch, other, Pairs(unit, other))).Average();
            if (!double.IsFinite(within) || !double.IsFinite(between))
                return VisualizationScores.Without(this, CellState.Undefined("features-not-finite"));
            return between > 0
                ? [ScoreValue.Ok("ratio", within / between)]
                : VisualizationScores.Without(this, CellState.Undefined("units-agree"));
        });
    }

    private static List<(int, int)> Pairs(UnitPictures unit, Tensor other) =>
        [.. Enumerable.Range(0, unit.Pictures.Count).SelectMany(i => Enumerable.Range(0, other.BatchSize).Select(j => (i, j)))];
}
