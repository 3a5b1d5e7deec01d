using MathNet.Numerics.Distributions;

namespace VisEval.Harness.Statistics;

/// <summary>Wilson's interval of a mean whose values lie between two bounds, on the hits and misses that would tell as much.</summary>
/// <remarks>
/// Moved to [0, 1] with mean p and standard error se, the values are worth n = p(1 − p)/se² independent hits and misses (Kish, Survey
/// Sampling, 1965), and (z/t_(k−1))² of that because se is known from k clusters only (Korn, Graubard, Survey Methodology, 1998). The
/// ends θ are where |p − θ| = t·se·√(θ(1 − θ)/(p(1 − p))): inside the bounds, the longer arm towards the farther one.
/// </remarks>
internal static class BoundedMean
{
    /// <summary>The interval; null below two clusters, without spread, where a bound is not finite or the mean not between them.</summary>
    /// <param name="totals">The sums and counts of the clusters.</param>
    /// <param name="range">Where every value lies.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The level is not in (0, 1).</exception>
    public static Interval? Wilson(ClusterTotals totals, Interval range, double level = 0.95)
    {
        Interval.CheckLevel(level);
        var width = range.High - range.Low;
        if (totals.Count < 2 || !totals.HasSpread || !double.IsFinite(width))
            return null;
        var (share, error) = ((totals.Mean - range.Low) / width, totals.StandardError / width);
        if (!(share > 0 && share < 1))
            return null;
        var caution = Normal.InvCDF(0, 1, (1 + level) / 2) / Student.Quantile(totals.Count - 1, (1 + level) / 2);
        var rows = share * (1 - share) / (error * error) * caution * caution;
        var ends = ProportionInterval.Wilson(share * rows, rows, level);
        return new Interval(range.Low + width * ends.Low, range.Low + width * ends.High);
    }
}
