using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area between the curves of least and of most relevant first, LeRF − MoRF; higher is better.</summary>
/// <remarks>abpc = auc(LeRF) − auc(MoRF), in [−1, 1] for a probability: the area between perturbation curves (Schulz et al., ICLR 2020), also called
/// symmetric relevance gain (Blücher et al., 2024). Expected 0 for a random map: an order and its reverse are then equally likely, and exchange the curves. Both
/// curves are those of <see cref="Morf"/> and <see cref="Lerf"/> and are run once. Ties as in <see cref="Deletion"/>.</remarks>
[Named("abpc")]
[Paper("Schulz, Sixt, Tombari, Landgraf: Restricting the Flow: Information Bottlenecks for Attribution, ICLR 2020", 2020)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[KnownScore("random", "abpc", "0")]
[KnownScore("uniform", "abpc", "degenerate:constant")]
public sealed record Abpc(
    [InRange(0, 100_000_000)][About("Pixels replaced a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10)
    : IMetric
{
    private const string Name = "abpc";

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [TargetOutputs.Difference(Name, Direction.Higher, Score)];

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context)
    {
        var removal = new Removal(Fill, new CurvePoints(Step), Ties, TieOrders);
        if (removal.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (most, least) = (removal.Curve(context, Score), (removal with { LeastFirst = true }).Curve(context, Score));
        var area = Curves.Area(least.Values) - Curves.Area(most.Values);
        return double.IsFinite(area)
            ? new MetricResult([ScoreValue.Ok(Name, area)], [new Curve("morf", most.Positions, most.Values), new Curve("lerf", least.Positions, least.Values)])
            : MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
    }
}
