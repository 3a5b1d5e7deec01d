using VisEval.Core;
using VisEval.Metrics.Shared.Pictures;

namespace VisEval.Metrics.Visualization;

/// <summary>How far the first pictures of all units lie from as many natural ones, in the features of a network; lower is better.</summary>
/// <remarks>
/// The squared Fréchet distance of the normal distributions fitted to both sets, ‖μ₁ − μ₂‖² + tr(Σ₁ + Σ₂ − 2(Σ₁Σ₂)^½), at least 0, in
/// squared units of the features: the means over all places of the channels of the network's last layer with places (Heusel et al., 2017,
/// with the last pooling of Inception). Few pictures make it larger, so the natural pictures, drawn by the seed, are exactly as many, and
/// numbers compare only for equal n and the same network; <see cref="Kid"/> has no such bias. Where n is not above the number of
/// channels the covariances have not full rank; the nuclear norm that the root is computed by does not need it. FID proper is of
/// Inception-V3 and thousands of pictures; this is neither.
/// </remarks>
[Named("frechet-distance")]
[Paper("Heusel et al.: GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium, NIPS", 2017)]
[NoNumber("undefined:too-few-images", "there are fewer than two pictures, or fewer natural ones than pictures")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
internal sealed record FrechetDistance(FeatureNetwork Network = FeatureNetwork.Other) : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info = [new("distance", Direction.Lower, 0, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Units, n.Units);

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
        VisualizationScores.OfAll(this, context, () => FeatureSets.Score(context, Network, "distance", GaussianDistance.Of));
}
