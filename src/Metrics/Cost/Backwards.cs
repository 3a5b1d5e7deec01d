using VisEval.Core;

namespace VisEval.Metrics.Cost;

/// <summary>Images run backwards for one explanation; lower is better.</summary>
/// <remarks>In a batch every image counts. A backward pass of an image takes a small multiple of the time of its forward pass, whatever the
/// number of inputs (the cheap gradient principle of Griewank and Walther).</remarks>
[Named("backwards")]
[Paper("Griewank, Walther: Evaluating Derivatives, SIAM 2008", 2008)]
internal sealed record Backwards : ICostMetric
{
    /// <inheritdoc/>
    public ScoreInfo Info { get; } = new("images", Direction.Lower, 0, double.PositiveInfinity);

    /// <inheritdoc/>
    public double Of(ExplanationCost cost) => cost.Backwards;
}
