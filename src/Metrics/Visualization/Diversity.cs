using VisEval.Core;

namespace VisEval.Metrics.Visualization;

/// <summary>How many different pictures of one unit the seeds give; higher is more diverse.</summary>
/// <remarks>
/// <c>distance</c> is the mean over pairs of a unit's pictures of Σ_l mean_p Σ_k (x̂ − ŷ)², over the layers of a network with places, the
/// channels of a place divided by their length: LPIPS without learned weights (Zhang et al., CVPR 2018); at least 0, at most 4 a layer, and
/// 0 where all seeds give the same picture. Noise is as diverse as can be: it says something only of pictures that the network responds to.
/// </remarks>
[Named("diversity")]
[Paper("Zhang et al.: The Unreasonable Effectiveness of Deep Features as a Perceptual Metric, CVPR", 2018)]
[NoNumber("undefined:one-picture", "there is one picture of the unit: one seed, or a visualizer that draws nothing")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
internal sealed record Diversity(FeatureNetwork Network = FeatureNetwork.Own) : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info = [new("distance", Direction.Higher, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Pictures > 1 ? (double)n.Units * n.Pictures * n.LayersOf(Network) : 0);

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context)
    {
        var network = Network.In(context);
        return VisualizationScores.PerUnit(this, context, unit => PictureDistances.MeanWithin(network, unit.Batch) is { } distance
            ? double.IsFinite(distance)
                ? [ScoreValue.Ok("distance", distance)]
                : VisualizationScores.Without(this, CellState.Undefined("features-not-finite"))
            : VisualizationScores.Without(this, CellState.Undefined("one-picture")));
    }
}
