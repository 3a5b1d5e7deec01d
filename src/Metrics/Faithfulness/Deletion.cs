using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the pixels are taken away, the most salient first; lower is better.</summary>
/// <remarks>
/// s_k = score of the image after k·step of the H·W pixels were replaced in all channels, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// A constant map has no order and is <c>degenerate:constant</c>. The dialect <c>rise</c> orders pixels of equal saliency as RISE's
/// code does, which sorts ascending and flips.
/// </remarks>
[Named("deletion")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC 2018", 2018)]
[Dialect("rise", "ties=reversed")]
public sealed record Deletion(
    [InRange(0, 100_000_000)][About("Pixels replaced a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, or drawn from the seed.")] TieOrder Ties = TieOrder.Stable)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Lower)];

    private SubstitutionGame Game => new(Step, Fill, Score, Ties);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Delete(this, context);
}
