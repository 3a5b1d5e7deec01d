using VisEval.Core;
using VisEval.Metrics.Shared.Outputs;

namespace VisEval.Metrics.Shared.Curves;

/// <summary>A number that is the area under a perturbation curve.</summary>
/// <param name="Perturbation">How the image is perturbed.</param>
/// <param name="Score">The output that is followed.</param>
/// <param name="Summary">How the curve becomes a number; null for the area under all of it.</param>
internal sealed record PerturbationArea(
    Perturbation Perturbation, TargetScore Score, CurveSummary? Summary = null)
{
    /// <summary>The name of the number.</summary>
    public const string Name = "auc";

    /// <summary>How the curve becomes a number.</summary>
    public CurveSummary Summary { get; init; } = Summary ?? new();

    /// <summary>The facts of the area: 0 to 1 for a probability in steps of less than 1, not bounded otherwise.</summary>
    public ScoreInfo Info(Direction better) => Score == TargetScore.Probability && Summary.Area == CurveArea.Steps
        ? new ScoreInfo(Name, better, 0, double.PositiveInfinity)
        : TargetOutputs.Info(Name, better, Score);

    /// <summary>Perturbs the image and measures the area.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">The explanation.</param>
    /// <param name="curveName">The name of the curve.</param>
    public MetricResult Evaluate(IMetric metric, IMetricContext context, string curveName)
    {
        if (Perturbation.StateOf(context) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var curve = Perturbation.Curve(context, Score);
        if (!curve.Values.All(double.IsFinite))
            return MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
        var area = CurveAreas.Of(curve, Summary.Ends, Summary.Area);
        return double.IsNaN(area)
            ? MetricResult.Without(metric, CellState.Undefined("too-few-points"))
            : new MetricResult([ScoreValue.Ok(Name, area)], [new Curve(curveName, curve.Positions, curve.Values)]);
    }
}
