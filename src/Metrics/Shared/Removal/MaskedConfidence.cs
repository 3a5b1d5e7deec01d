using VisEval.Core;

namespace VisEval.Metrics.Shared.Removal;

/// <summary>Metrics that compare the target's probability for the image and for the image seen through its explanation.</summary>
internal static class MaskedConfidence
{
    /// <summary>The one number of such a metric, or the state of the map, or of the model's answer.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="context">What it may ask.</param>
    /// <param name="masking">How the image is seen through the map.</param>
    /// <param name="name">The name of the number.</param>
    /// <param name="number">The number, of the probabilities for the whole and the masked image, both finite.</param>
    public static MetricResult Evaluate(
        IMetric metric, IMetricContext context, MaskedImage masking, string name, Func<double, double, ScoreValue> number)
    {
        if (masking.StateOf(context.Map) is { IsOk: false } state)
            return MetricResult.Without(metric, state);
        var (whole, masked) = masking.Confidence(context);
        return MetricResult.Of(double.IsFinite(whole) && double.IsFinite(masked)
            ? number(whole, masked)
            : ScoreValue.Without(name, CellState.Undefined("model-output-not-finite")));
    }
}
