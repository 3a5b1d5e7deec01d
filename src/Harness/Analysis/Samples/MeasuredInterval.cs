using VisEval.Core;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Harness.Analysis.Samples;

/// <summary>An interval over images, and how it was made.</summary>
/// <param name="Ends">Its ends.</param>
/// <param name="Procedure"><c>bootstrap-t</c>, <c>student</c>, <c>wilson</c>, <c>percentile</c> (for a look only), or
/// <c>no-spread</c>.</param>
internal sealed record MeasuredInterval(Interval Ends, string Procedure)
{
    /// <summary>The coverage of every interval.</summary>
    public const double Level = 0.95;

    /// <summary>Of a mean: Wilson's on the effective sample size where every value is a hit or a miss, else
    /// <see cref="MeanInterval"/>.</summary>
    /// <param name="totals">The values by image.</param>
    /// <param name="isHits">Whether every value is a hit or a miss.</param>
    /// <param name="score">The facts of the number, for its range.</param>
    /// <param name="resampled">Its resampled means.</param>
    internal static MeasuredInterval? Of(
        ClusterTotals totals, bool isHits, ScoreInfo score,
        Func<ClusterTotals, IEnumerable<(double Shift, double StandardError)>> resampled)
    {
        if (isHits)
            return new MeasuredInterval(Proportion.Of(totals).Wilson(MeasuredInterval.Level), "wilson");
        return MeanInterval.Of(totals, resampled, new Interval(score.Minimum, score.Maximum), MeasuredInterval.Level) is { } interval
            ? new MeasuredInterval(interval.Ends, Kebab.From(interval.Kind.ToString()))
            : null;
    }

    /// <summary>Of a mean over networks of equal weight: percentiles, for a look only; null below eight images.</summary>
    internal static MeasuredInterval? Of(MergedNetworks networks, Resampling resampling) =>
        networks.Images >= MeanInterval.LeastForBootstrap
            && networks.PercentileInterval(resampling.Of(networks.Images, MeanInterval.Resamples), MeasuredInterval.Level) is { } interval
                ? new MeasuredInterval(interval, "percentile")
                : null;
}
