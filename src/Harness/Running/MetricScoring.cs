using VisEval.Core;
using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Running;

/// <summary>Asks metrics about explanations, wherever these come from.</summary>
internal static class MetricScoring
{
    /// <summary>Scores one explanation; what the metric cannot have of this image or network is a state and no failure.</summary>
    /// <exception cref="InvalidOperationException">The metric gives other numbers than it promises.</exception>
    public static MetricResult Score(Unit<IMetric> metric, IMetricContext context)
    {
        var result = Ask(metric.Value, context);
        return result with { Scores = KeptPromises.Of(metric.Key, metric.Value, result.Scores) };
    }

    private static MetricResult Ask(IMetric metric, IMetricContext context)
    {
        try
        {
            return metric.Evaluate(context);
        }
        catch (NotApplicableException lack)
        {
            return MetricResult.Without(metric, CellState.Undefined(lack.Why));
        }
    }
}
