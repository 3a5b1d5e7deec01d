using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary>The bootstrap-t interval of a mean over clusters (Efron, 1979; Hall, Annals of Statistics, 1988).</summary>
/// <remarks>
/// Of every resample of clusters t_b = (θ_b − θ)/se_b, with the linearised standard error of that resample; the interval is
/// [θ − q_(1+level)/2·se, θ − q_(1−level)/2·se], q the type-7 quantiles of the t_b: the upper one gives the lower end.
/// It follows the skew of the values, which Student's does not, and covers far better than percentiles below 40 clusters.
/// </remarks>
/// <param name="Ends">The interval; null where no resample has a spread.</param>
/// <param name="LowQuantile">q_(1−level)/2; NaN where no resample has a spread.</param>
/// <param name="HighQuantile">q_(1+level)/2.</param>
/// <param name="Dropped">The resamples without a spread (all their clusters have one mean), which have no t_b.</param>
/// <param name="Resamples">All resamples.</param>
internal sealed record BootstrapT(Interval? Ends, double LowQuantile, double HighQuantile, int Dropped, int Resamples)
{
    /// <summary>From resamples given by index.</summary>
    /// <param name="totals">The sums and counts of the clusters; at least two.</param>
    /// <param name="resamples">As many clusters as there are, in each.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">There are fewer than two clusters, or the level is not in (0, 1).</exception>
    public static BootstrapT Of(ClusterTotals totals, IEnumerable<int[]> resamples, double level = 0.95)
    {
        Interval.CheckLevel(level);
        if (totals.Count < 2)
            throw new ArgumentException("A standard error needs two clusters.", nameof(totals));
        return Of(totals, ResampledMeans.ShiftsAndErrors(totals, resamples), level);
    }

    /// <summary>From the resampled means.</summary>
    internal static BootstrapT Of(ClusterTotals totals, IEnumerable<(double Shift, double StandardError)> resampled, double level)
    {
        var (studentized, dropped, slack) = (new List<double>(), 0, totals.Slack);
        foreach (var (shift, error) in resampled)
            if (error > slack)
                studentized.Add(shift / error);
            else
                dropped++;
        if (studentized.Count == 0)
            return new BootstrapT(null, double.NaN, double.NaN, dropped, dropped);
        var values = CollectionsMarshal.AsSpan(studentized);
        var low = Quantile.OfReordered(values, (1 - level) / 2);
        var high = Quantile.OfReordered(values, (1 + level) / 2);
        var (mean, scale) = (totals.Mean, totals.StandardError);
        return new BootstrapT(
            new Interval(mean - high * scale, mean - low * scale), low, high, dropped, dropped + studentized.Count);
    }
}
