using MathNet.Numerics.Distributions;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The bias-corrected and accelerated bootstrap interval of a mean over clusters (Efron, JASA, 1987).</summary>
/// <remarks>
/// The ends are the type-7 quantiles of the resampled means at Φ(z₀ + z/(1 − a z)) with z = z₀ ∓ z_(1+level)/2. Means within
/// rounding of θ count as equal to it: ties that rounding breaks would move z₀.
/// </remarks>
/// <param name="Ends">The interval.</param>
/// <param name="ShareBelow">(#{θ_b &lt; θ} + ½ #{θ_b = θ})/B.</param>
/// <param name="Bias">z₀ = Φ⁻¹(share below).</param>
/// <param name="Acceleration">a = Σ d_i³/(6 (Σ d_i²)^1.5), d_i the mean of the leave-one-cluster-out means minus the i-th.</param>
/// <param name="LowProbability">The probability of the lower end's quantile.</param>
/// <param name="HighProbability">That of the upper end's.</param>
internal sealed record Bca(
    Interval Ends, double ShareBelow, double Bias, double Acceleration, double LowProbability, double HighProbability)
{
    /// <summary>From resamples given by index; null where it does not exist: below two clusters, without spread, or with all resampled
    /// means on one side.</summary>
    /// <param name="totals">The sums and counts of the clusters.</param>
    /// <param name="resamples">As many clusters as there are, in each.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The level is not in (0, 1).</exception>
    public static Bca? Of(ClusterTotals totals, IEnumerable<int[]> resamples, double level = 0.95)
    {
        Interval.CheckLevel(level);
        if (totals.Count < 2 || !totals.HasSpread)
            return null;
        var shifts = ResampledMeans.Shifts(totals, resamples);
        var slack = totals.Slack;
        var share = shifts.Sum(s => s < -slack ? 1 : s > slack ? 0 : 0.5) / shifts.Length;
        if (!(share > 0 && share < 1))
            return null;
        var (bias, acceleration) = (Normal.InvCDF(0, 1, share), AccelerationOf(totals));
        double Probability(double z) => Normal.CDF(0, 1, bias + (bias + z) / (1 - acceleration * (bias + z)));
        var quantile = Normal.InvCDF(0, 1, (1 + level) / 2);
        var (low, high) = (Probability(-quantile), Probability(quantile));
        Array.Sort(shifts);
        var interval = new Interval(totals.Mean + Quantile.OfSorted(shifts, low), totals.Mean + Quantile.OfSorted(shifts, high));
        return new Bca(interval, share, bias, acceleration, low, high);
    }

    private static double AccelerationOf(ClusterTotals totals)
    {
        var without = new double[totals.Count];
        for (var i = 0; i < without.Length; i++)
            without[i] = (totals.Sum - totals.Sums[i]) / (totals.Rows - totals.Counts[i]);
        var mean = Mean.Of(without);
        return without.Sum(v => Math.Pow(mean - v, 3)) / (6 * Math.Pow(without.Sum(v => Math.Pow(mean - v, 2)), 1.5));
    }
}
