using VisEval.Core;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>The result of a metric that is one correlation.</summary>
internal static class CorrelationResult
{
    /// <summary>A correlation of two series.</summary>
    public delegate double Rule(ReadOnlySpan<double> a, ReadOnlySpan<double> b);

    /// <summary>The correlation of what a map gives parts of an image and what they are worth to the model.</summary>
    public static MetricResult Of(IMetric metric, double[] relevances, double[] losses, Rule correlate)
    {
        if (!losses.All(double.IsFinite))
            return MetricResult.Without(metric, CellState.Undefined("model-output-not-finite"));
        var correlation = correlate(relevances, losses);
        return double.IsNaN(correlation)
            ? MetricResult.Without(metric, CellState.Undefined("constant-series"))
            : MetricResult.Of(ScoreValue.Ok(metric.Scores[0].Name, correlation));
    }
}
