using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Running;

/// <summary>Asks metrics for their numbers: what a metric cannot have is a state, and what it gives is held to what it promises.</summary>
internal static class MetricScoring
{
    /// <summary>Scores one explanation.</summary>
    /// <exception cref="InvalidOperationException">The metric gives other numbers than it promises.</exception>
    public static MetricResult Score(Unit<IMetric> metric, IMetricContext context)
    {
        var result = Ask(metric.Value, context);
        return result with { Scores = Check(metric, result.Scores) };
    }

    /// <summary>The numbers of a metric over several explanations; <c>undefined:no-image</c> where none of them has a number.</summary>
    /// <exception cref="InvalidOperationException">The metric gives other numbers than it promises.</exception>
    public static IReadOnlyList<ScoreValue> Pool(Unit<IMetric> metric, IPooledMetric pooled, IEnumerable<MetricResult> images)
    {
        var numbers = images.Where(r => r.Scores.Any(s => s.State.IsOk)).ToList();
        return numbers.Count > 0 ? Check(metric, pooled.Pool(numbers)) : MetricResult.Without(pooled, CellState.Undefined("no-image")).Scores;
    }

    // What a metric cannot have of this image or network is no failure.
    private static MetricResult Ask(IMetric metric, IMetricContext context)
    {
        try
        {
            return metric.Score(context);
        }
        catch (NotApplicableException lack)
        {
            return MetricResult.Without(metric, CellState.Undefined(lack.Why));
        }
    }

    // A metric that promises a number and gives NaN or infinity must not slip a hole into means and files: the state says it.
    private static IReadOnlyList<ScoreValue> Check(Unit<IMetric> metric, IReadOnlyList<ScoreValue> scores) =>
        scores.Select(s => s.Name).SequenceEqual(metric.Value.Scores.Select(s => s.Name))
            ? [.. scores.Select(Finite)]
            : throw new InvalidOperationException(
                $"'{metric.Key}' gave {string.Join(", ", scores.Select(s => s.Name))} "
                + $"instead of {string.Join(", ", metric.Value.Scores.Select(s => s.Name))}.");

    private static ScoreValue Finite(ScoreValue score) =>
        !score.State.IsOk || (score.Value is { } value && double.IsFinite(value))
            ? score
            : ScoreValue.Without(score.Name, CellState.Undefined("not-finite"));
}
