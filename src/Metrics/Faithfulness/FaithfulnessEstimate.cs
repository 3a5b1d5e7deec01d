using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>How well the relevance of groups of pixels predicts the loss of the target's score when a group is removed;
/// higher is better.</summary>
/// <remarks>The pixels, ordered by the map, are cut into groups of <c>step</c>; Pearson's correlation over the groups g between
/// Σ_{i∈g} L_i and f(x) − f(x without g), each group removed by itself (Alvarez-Melis, Jaakkola, NeurIPS 2018, whose features are
/// the groups).</remarks>
[Named("faithfulness-estimate")]
[Paper("Alvarez-Melis, Jaakkola: Towards Robust Interpretability with Self-Explaining Neural Networks, NeurIPS 2018", 2018)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work($"{CurveWork.ElementSteps} + 1", AtMost = CurveWork.ShapeDecides)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[KnownScore("random", "correlation", "0")]
[Dialect("quantus", "step=256,fill=minimum,elements=values")]
internal sealed record FaithfulnessEstimate(
    [InRange(0, 100_000_000)][About("Elements a group; 0: as many as make 28 groups.")] int Step = 0,
    [About("What replaces a group, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    [About("Whether a pixel goes in all its channels at once, or every value of C×H×W by itself.")] Elements Elements = Elements.Pixels)
    : IMetric
{
    private static readonly ScoreInfo[] Info = [new("correlation", Direction.Higher, -1, 1)];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (sums, outputs) = new RankedGroups(Step, Fill, Elements, Magnitudes: false).Of(context);
        var whole = context.Output.Of(Score, context.Target);
        return CorrelationResult.Of(this, sums, [.. outputs.Of(Score).Select(s => whole - s)], Correlations.Pearson);
    }
}
