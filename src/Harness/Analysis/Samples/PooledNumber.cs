using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>One number of a metric that pools images, of one method.</summary>
/// <param name="Sample">What the metric found.</param>
/// <param name="Score">Which of its numbers, by index.</param>
/// <param name="Facts">What it means.</param>
internal sealed record PooledNumber(PooledSample Sample, int Score, ScoreInfo Facts)
{
    /// <summary>The number over all images; null where there is none.</summary>
    public double? Value => Sample.Whole[Score];

    /// <summary>The number over some images, by index; null where there is none.</summary>
    public double? On(ReadOnlySpan<int> images) => Sample.On(images)[Score];

    /// <summary>The interval over images; null where no resample has a number.</summary>
    public Interval? Interval() => Bootstrap.PercentileInterval(Sample.Resampled.Select(numbers => numbers[Score]), MeasuredInterval.Level);
}
