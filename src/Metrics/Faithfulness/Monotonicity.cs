using VisEval.Core;
using VisEval.Metrics.Shared.Curves;
using VisEval.Metrics.Shared.Fills;
using VisEval.Metrics.Shared.Outputs;
using VisEval.Metrics.Shared.Ranks;
using VisEval.Metrics.Shared.Removal;

namespace VisEval.Metrics.Faithfulness;

/// <summary>Whether the target's score rises while the image is built up from the least relevant on, and whether more relevant groups
/// matter more; higher is better.</summary>
/// <remarks>
/// Elements are ordered by the magnitude |L| of their relevance and cut into groups of <c>step</c>. <c>increasing</c>: the share of groups,
/// from the second on, that do not lower the target's score when the image is built up from the fill in ascending order;
/// <c>all-increasing</c>: 1 where that is all of them (Arya et al., 2019). <c>correlation</c>: Spearman's correlation over the groups
/// between Σ|L_i| and (f(x) − f(x without the group))² (Nguyen, Martínez, 2020; their division by f(x)² changes no rank). Quantus'
/// Monotonicity overwrites a constant image with the same constant, so that nothing ever changes and every explanation gets 1;
/// that is not reproduced.
/// </remarks>
[Named("monotonicity")]
[Paper("Nguyen, Martínez: On Quantitative Aspects of Model Interpretability, 2020", 2020)]
[Measures(Construct.Effects)]
[NeedsAnnotation(Annotation.None)]
[Work($"2 * {CurveWork.ElementSteps} + 1", AtMost = CurveWork.ShapeDecides)]
[NoNumberWhere(CommonState.Constant)]
[NoNumberWhere(CommonState.NotFinite)]
[NoNumberWhere(CommonState.ModelOutputNotFinite)]
[NoNumberWhere(CommonState.NoPreprocessing)]
[NoNumberWhere(CommonState.ConstantSeries)]
[NoNumber("undefined:too-few-groups", "there are fewer than two groups")]
[KnownScore("random", "correlation", "0")]
internal sealed record Monotonicity(
    [InRange(0, 100_000_000)][About("Elements a group; 0: as many as make 28 groups.")] int Step = 0,
    [About("What stands where a group is missing, in normalised input space.")] PixelFill Fill = PixelFill.Zero,
    TargetScore Score = TargetScore.Probability,
    [About("Whether a pixel goes in all its channels at once, or every value of C×H×W by itself.")] Elements Elements = Elements.Pixels)
    : IMetric
{
    private static readonly ScoreInfo[] Info =
    [
        new("correlation", Direction.Higher, -1, 1),
        new("increasing", Direction.Higher, 0, 1),
        new("all-increasing", Direction.Higher, 0, 1),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ScoreInfo> Scores => Info;

    /// <inheritdoc/>
    public MetricResult Evaluate(IMetricContext context)
    {
        if (context.Map.State is { IsOk: false } state)
            return MetricResult.Without(this, state);
        var (sums, outputs) = new RankedGroups(Step, Fill, Elements, Magnitudes: true).Of(context);
        var whole = context.Output.Of(Score, context.Target);
        double[] effects = [.. outputs.Of(Score).Select(s => (whole - s) * (whole - s))];
        var curve = new Perturbation(Fill, new CurvePoints(Step), LeastFirst: true, Inserts: true, Elements: Elements, Magnitudes: true)
            .Curve(context, Score);
        if (!effects.All(double.IsFinite) || !curve.Values.All(double.IsFinite))
            return MetricResult.Without(this, CellState.Undefined("model-output-not-finite"));
        // The empty image is no step: the first group is what the others are compared with.
        var rises = curve.Values.Skip(1).Zip(curve.Values.Skip(2), (before, after) => after >= before).ToList();
        if (rises.Count == 0)
            return MetricResult.Without(this, CellState.Undefined("too-few-groups"));
        var correlation = Correlations.Spearman(sums, effects);
        return new MetricResult(
            [
                double.IsNaN(correlation)
                    ? ScoreValue.Without("correlation", CellState.Undefined("constant-series"))
                    : ScoreValue.Ok("correlation", correlation),
                ScoreValue.Ok("increasing", rises.Average(r => r ? 1.0 : 0)),
                ScoreValue.Ok("all-increasing", rises.All(r => r) ? 1 : 0),
            ],
            [new Curve("monotonicity", curve.Positions, curve.Values)]);
    }
}
