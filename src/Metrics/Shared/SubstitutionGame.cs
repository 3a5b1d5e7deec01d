using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>Deletion and insertion: the same game played from opposite ends.</summary>
/// <param name="Step">Pixels a step; 0 for <see cref="SubstitutionCurve.AutomaticStep"/>.</param>
/// <param name="Fill">What stands where a pixel is missing.</param>
/// <param name="Score">The output that is followed.</param>
/// <param name="Ties">The order among pixels of equal saliency.</param>
public sealed record SubstitutionGame(int Step, PixelFill Fill, TargetScore Score, TieOrder Ties)
{
    /// <summary>The name of the game's number: the area under its curve.</summary>
    public const string Area = "auc";

    /// <summary>The facts of the area: 0 to 1 for a probability, unbounded for a logit.</summary>
    public ScoreInfo Info(Direction better) => Score == TargetScore.Probability
        ? new ScoreInfo(Area, better, 0, 1)
        : new ScoreInfo(Area, better, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Takes the pixels away, the most salient first.</summary>
    public MetricResult Delete(IMetric metric, IMetricContext context) => Play(metric, context, "deletion", deletes: true);

    /// <summary>Puts the pixels in, the most salient first.</summary>
    public MetricResult Insert(IMetric metric, IMetricContext context) => Play(metric, context, "insertion", deletes: false);

    private MetricResult Play(IMetric metric, IMetricContext context, string curve, bool deletes)
    {
        var map = context.Map;
        if (map.State is { IsOk: false } state)
            return MetricResult.Without(metric, state);

        var order = Ranking.Descending(map.Values, Ties, context.Seed.For("ties"));
        var step = Step == 0 ? SubstitutionCurve.AutomaticStep(order.Length) : Step;
        var missing = Shared.Fill.For(context.Image, Fill);
        var (from, to) = deletes ? (context.Image, missing) : (missing, context.Image);
        var scores = SubstitutionCurve.Scores(context.Model, from, to, order, step, context.Target, Score);
        var area = Curves.Area(scores);
        return double.IsFinite(area)
            ? new MetricResult([ScoreValue.Ok(Area, area)], [new Curve(curve, Curves.Positions(scores.Length), scores)])
            : MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
    }
}
