using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Area over the perturbation curve: the mean loss of the target's score while the most relevant pixels are removed first; higher is better.</summary>
/// <remarks>aopc = 1/(L+1) · Σ_{k=0}^{L} (s₀ − s_k) over the L steps of <see cref="Morf"/>, the first term 0 included (Samek et al., TNNLS 2017). Over
/// regions and noise, as in the paper's experiments: <see cref="RegionPerturbation"/>. Ties as in <see cref="Deletion"/>.</remarks>
[Named("aopc")]
[Paper("Samek, Binder, Montavon, Lapuschkin, Müller: Evaluating the Visualization of What a Deep Neural Network Has Learned, TNNLS 2017", 2017)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant: it has no order")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[KnownScore("uniform", "aopc", "degenerate:constant")]
public sealed record Aopc(
    [InRange(0, 100_000_000)][About("Pixels replaced a step; 0: as many as make 28 steps.")] int Step = 0,
    [About("What replaces a pixel, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Order among pixels of equal saliency: row-major, reverse row-major, drawn from the seed, or the mean over all orders.")]
    TieOrder Ties = TieOrder.Stable,
    [InRange(1, 1000)][About("Orders that ties=expected draws where too many are possible to average them all.")] int TieOrders = 10)
    : IMetric
{
    /// <summary>The name of the number.</summary>
    internal const string Name = "aopc";

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => [TargetOutputs.Difference(Name, Direction.Higher, Score)];

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context) =>
        Over(this, context, new Removal(Fill, new CurvePoints(Step), Ties, TieOrders), Score, int.MaxValue);

    /// <summary>The mean loss over the first steps of a removal.</summary>
    internal static MetricResult Over(IMetric metric, IMetricContext context, Removal removal, TargetScore score, int steps)
    {
        if (removal.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var curve = removal.Curve(context, score);
        var points = (int)Math.Min(curve.Values.Length, steps + 1L);
        double[] losses = [.. curve.Values.Take(points).Select(s => curve.Values[0] - s)];
        return losses.All(double.IsFinite)
            ? new MetricResult([ScoreValue.Ok(Name, losses.Average())], [new Curve(Name, curve.Positions[..points], losses)])
            : MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
    }
}
