using VisEval.Harness.Results;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>One number of a metric: a column.</summary>
/// <param name="Metric">The metric; its construct is what the ranking rule lets it vote for.</param>
/// <param name="Score">The number's facts.</param>
/// <param name="IsHeadline">Whether it is the metric's first number.</param>
internal sealed record NumberInfo(MetricInfo Metric, ScoreInfo Score, bool IsHeadline)
{
    /// <summary>The metric's key, followed by the number's name where the metric has others.</summary>
    public string Title => Metric.Scores.Count == 1 ? Metric.Key : $"{Metric.Key} {Score.Name}";

    /// <summary>↑ where higher is better, ↓ where lower is, →0 where nearest to 0 is.</summary>
    public string Arrow => Score.Arrow;
}
