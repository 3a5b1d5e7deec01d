using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Resident memory of the whole process at its largest during one explanation, in 10⁶ bytes; lower is better.</summary>
/// <remarks>All networks of the run and what earlier explanations have left are in it: it says what a run needs, and compares methods only
/// where each is run alone. The growth during the explanation would say less: memory that was grown once is used again.</remarks>
[Named("memory")]
[Paper("Si et al.: A Survey of Convolutional Neural Network Representation Visualization", 2022)]
internal sealed record Memory : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("megabytes", Direction.Lower, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.PeakMegabytes;
}
