using VisEval.Core;
using VisEval.Metrics.Shared;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of groups of pixels predicts the loss of the target's score when a group is removed; higher is better.</summary>
/// <remarks>The pixels, ordered by the map, are cut into groups of <c>step</c>; Pearson's correlation over the groups g between Σ_{i∈g} L_i and f(x) − f(x without g),
/// each group removed by itself (Alvarez-Melis, Jaakkola, NeurIPS 2018, whose features are the groups).</remarks>
[Named("faithfulness-estimate")]
[Paper("Alvarez-Melis, Jaakkola: Towards Robust Interpretability with Self-Explaining Neural Networks, NeurIPS 2018", 2018)]
[NeedsAnnotation(Annotation.None)]
[NoNumber("degenerate:constant", "the map is constant")]
[NoNumber("degenerate:not-finite", "the map holds a value that is not finite")]
[NoNumber("undefined:model-output-not-finite", "the model answers with a value that is not finite")]
[NoNumber("undefined:no-preprocessing", "how a black or gray picture looks to the network is not known")]
[NoNumber("undefined:constant-series", "all sums of the map, or all losses, are equal, so that they do not correlate")]
[KnownScore("random", "correlation", "0")]
[Dialect("quantus", "step=256,fill=minimum,elements=values")]
public sealed record FaithfulnessEstimate(
    [InRange(0, 100_000_000)][About("Elements a group; 0: as many as make 28 groups.")] int Step = 0,
    [About("What replaces a group, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    [About("The output that is followed: the target's softmax probability or its logit.")] TargetScore Score = TargetScore.Probability,
    [About("Whether a pixel goes in all its channels at once, or every value of C×H×W by itself.")] Elements Elements = Elements.Pixels)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    // Explicit, because the option is called score.
    MetricResult IMetric.Score(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (sums, outputs) = new RankedGroups(Step, Fill, Elements, Magnitudes: false).Of(context);
        var whole = context.Output.Of(Score, context.Target);
        return CorrelationResult.Of(this, sums, [.. outputs.Of(Score).Select(s => whole - s)], Correlations.Pearson);
    }
}
