using VisEval.Core;
using VisEval.Metrics.Shared.Pictures;

namespace VisEval.Metrics.Visualization;

/// <summary>How far the first pictures of all units lie from as many natural ones, in the features of a network, without the bias of few
/// pictures; lower is better.</summary>
/// <remarks>The squared maximum mean discrepancy with the kernel (x·y/d + 1)³, unbiased: 0 is its expectation where both sets are of one
/// distribution, and below 0 is possible (Bińkowski et al., 2018, in Inception's features). Features, pictures and states as in
/// <see cref="FrechetDistance"/>; one minus it is called plausibility (Fel et al., 2023).</remarks>
[Named("kid")]
[Paper("Bińkowski et al.: Demystifying MMD GANs, ICLR", 2018)]
[NoNumber("undefined:too-few-images", "there are fewer than two pictures, or fewer natural ones than pictures")]
[NoNumber("undefined:no-other-network", "there is no other network and network=other")]
[NoNumber("undefined:no-layer", "the network has no layer with channels and places")]
[NoNumber("undefined:features-not-finite", "a feature is not finite")]
[NoNumber("undefined:not-an-input", "a picture is none that the network can be shown")]
internal sealed record Kid(FeatureNetwork Network = FeatureNetwork.Other) : IVisualizationMetric
{
    private static readonly ScoreInfo[] Info =
        [new("distance", Direction.Lower, double.NegativeInfinity, double.PositiveInfinity)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public bool AsksOthers => Network == FeatureNetwork.Other;

    /// <inheritdoc/>
    public PictureWork Work(PictureCounts n) => new(n.Units, n.Units);

    /// <inheritdoc/>
    public IReadOnlyList<VisualizationScore> Evaluate(IVisualizationContext context) =>
        VisualizationScores.OfAll(this, context, () => FeatureSets.Score(context, Network, "distance", KernelDistance.Of));
}
