using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Largest resident memory during one explanation, in 10⁶ bytes; lower is better.</summary>
[Named("memory")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
public sealed record Memory : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("megabytes", Direction.Lower, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.PeakMegabytes;
}
