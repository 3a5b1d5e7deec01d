using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area under the target's score while the least relevant pixels are removed first (LeRF); higher is better.</summary>
/// <remarks>The order is that of <see cref="Morf"/> read backwards, ties included, so that the two curves belong to one ranking. The area is the trapezoidal
/// rule over [0, 1], both ends in (Samek et al., TNNLS 2017). With equal fill and points it is <see cref="Insertion"/> read backwards, from the same run.</remarks>
[Named("lerf")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[KnownScore("uniform", "auc", "degenerate:constant")]
public sealed record Lerf(
    [InRange(0, 100_000_000)][About("Pixels replaced a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10)
    : IMetric
{
    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [Game.Info(Direction.Higher)];

    private SubstitutionGame Game => new(new Removal(Fill, new CurvePoints(Step), Ties, TieOrders, LeastFirst: true), Score);

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) => Game.Play(this, context, "lerf");
}
