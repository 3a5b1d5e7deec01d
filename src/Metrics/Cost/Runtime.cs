using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Wall time of one explanation in milliseconds; lower is better.</summary>
[Named("runtime")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
internal sealed record Runtime : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("milliseconds", Direction.Lower, 0, double.PositiveInfinity);

    /// <summary>It is: with the start of the program.</summary>
    public bool SeesOtherPrograms => true;

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.Milliseconds;
}
