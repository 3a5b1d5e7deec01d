using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Images that one explanation runs through the network, forwards and backwards together; a gradient counts as one of each; lower is better.</summary>
[Named("forwards")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
public sealed record Forwards : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("passes", Direction.Lower, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.Forwards + cost.Backwards;
}
