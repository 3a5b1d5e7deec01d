using VisEval.Core;

namespace VisEval.Metrics.Shared;

/// <summary>A number that is the area under the curve of a removal.</summary>
/// <param name="Removal">How the image is taken apart.</param>
/// <param name="Score">The output that is followed.</param>
/// <param name="Ends">Which points count.</param>
/// <param name="Area">How the curve becomes a number.</param>
public sealed record SubstitutionGame(
    Removal Removal, TargetScore Score, CurveEnds Ends = CurveEnds.Both, CurveArea Area = CurveArea.Trapezoid)
{
    /// <summary>The name of the number.</summary>
    public const string Name = "auc";

    /// <summary>The facts of the area: 0 to 1 for a probability in steps of less than 1, not bounded otherwise.</summary>
    public ScoreInfo Info(Direction better) => Score == TargetScore.Probability && Area == CurveArea.Steps
        ? new ScoreInfo(Name, better, 0, double.PositiveInfinity)
        : TargetOutputs.Info(Name, better, Score);

    /// <summary>Takes the image apart and measures the area.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">The explanation.</param>
    /// <param name="curveName">The name of the curve.</param>
    public MetricResult Play(IMetric metric, IMetricContext context, string curveName)
    {
        if (Removal.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var curve = Removal.Curve(context, Score);
        if (!curve.Values.All(double.IsFinite))
            return MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
        var area = CurveAreas.Of(curve, Ends, Area);
        return double.IsNaN(area)
            ? MetricResult.Without(metric, CellState.Undefined("too-few-points"))
            : new MetricResult([ScoreValue.Ok(Name, area)], [new Curve(curveName, curve.Positions, curve.Values)]);
    }
}
