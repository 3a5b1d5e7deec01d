using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis;

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
    public Interval? Interval() => Bootstrap.PercentileInterval(Sample.Resampled.Select(numbers => numbers[Score]), Leaderboard.Level);

    /// <summary>Whether the interval of the difference to another method over the explanations that both have lies wholly on the better
    /// side; null with fewer than two images in common.</summary>
    public bool? Beats(PooledNumber other)
    {
        var (mine, others) = (Sample.Common(other.Sample), other.Sample.Common(Sample));
        if (mine.Images < 2)
            return null;
        double? Merit(double?[] numbers) => numbers[Score] is { } number ? Facts.Merit(number) : null;
        var differences = mine.Resampled.Zip(others.Resampled, (a, b) => Merit(a) - Merit(b));
        return Bootstrap.PercentileInterval(differences, Leaderboard.Level)?.Low > Rounding.Tolerance;
    }
}
