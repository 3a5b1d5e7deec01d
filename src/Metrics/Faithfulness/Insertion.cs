using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while pixels are put into a blurred image, the most salient first; higher is better.</summary>
/// <remarks>
/// s_k = score after k·step of the H·W pixels of the blurred image were replaced by the original's, k = 0…n, n = ⌈H·W/step⌉;
/// auc = (Σ s_k − s₀/2 − s_n/2)/n, the trapezoidal rule over k/n ∈ [0, 1] with both ends in (Petsiuk et al., RISE, BMVC 2018).
/// The default blur is RISE's own, <see cref="Blur.Rise"/>. A constant map has no order and is <c>degenerate:constant</c>. The dialect
/// <c>rise</c> orders pixels of equal saliency as RISE's code does, which sorts ascending and flips.
/// </remarks>
[Named("insertion")]
[Paper("Petsiuk, Das, Saenko: RISE, BMVC 2018", 2018)]
[Dialect("rise", "ties=reversed")]
public sealed record Insertion(
    [InRange(0, 100_000_000)][About("Pixels put in a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What stands where a pixel is still missing, in normalised input space.")] PixelFill Fill = PixelFill.Blur,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, or drawn from the seed.")] TieOrder Ties = TieOrder.Stable)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Higher)];

    private SubstitutionGame Game => new(Step, Fill, Score, Ties);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Insert(this, context);
}
