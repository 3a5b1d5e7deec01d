using VisEval.Core;
using VisEval.Metrics;

namespace VisEval.Harness.Results;

/// <summary>Holds what metrics give to what they promise.</summary>
internal static class ResultValidator
{
    /// <summary>The numbers of a metric, those that are none under a state.</summary>
    /// <remarks>A metric that promises a number and gives NaN or infinity must not slip a hole into means and files.</remarks>
    /// <exception cref="InvalidOperationException">They are not the numbers it promises.</exception>
    public static IReadOnlyList<ScoreValue> Of(string key, IMetric metric, IReadOnlyList<ScoreValue> scores) =>
        scores.Select(s => s.Name).SequenceEqual(metric.Scores.Select(s => s.Name))
            ? [.. scores.Select(Finite)]
            : throw new InvalidOperationException(
                $"'{key}' gave {string.Join(", ", scores.Select(s => s.Name))} instead of {string.Join(", ", metric.Scores.Select(s => s.Name))}.");

    /// <summary>The numbers of a metric over images; <c>undefined:no-image</c> where none of them has a number.</summary>
    /// <exception cref="InvalidOperationException">They are not the numbers it promises.</exception>
    public static IReadOnlyList<ScoreValue> Pool(string key, IPooledMetric metric, IEnumerable<MetricResult> images)
    {
        var numbers = images.Where(r => r.Scores.Any(s => s.State.IsOk)).ToList();
        return numbers.Count > 0 ? Of(key, metric, metric.Pool(numbers)) : MetricResult.Without(metric, CellState.Undefined("no-image")).Scores;
    }

    private static ScoreValue Finite(ScoreValue score) =>
        !score.State.IsOk || (score.Value is { } value && double.IsFinite(value))
            ? score
            : ScoreValue.Without(score.Name, CellState.Undefined("not-finite"));
}
