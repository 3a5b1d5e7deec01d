using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Images run forwards for one explanation; a gradient runs its image forwards too; lower is better.</summary>
[Named("forwards")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
internal sealed record Forwards : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("images", Direction.Lower, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.Forwards;
}
