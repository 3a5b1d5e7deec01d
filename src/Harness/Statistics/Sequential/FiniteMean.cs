namespace VisEval.Harness.Statistics.Sequential;

/// <summary>The mean over a finite population of clusters, of which some were drawn without replacement.</summary>
internal static class FiniteMean
{
    /// <summary>θ ∓ t·se·√(1 − n/N): Student's interval with the correction for a finite population (Cochran, Sampling Techniques, 1977,
    /// chapters 2 and 6); null below two clusters. Of all clusters it is the mean itself.</summary>
    /// <param name="totals">The n clusters drawn.</param>
    /// <param name="population">N, at least n.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">More clusters were drawn than there are, or the level is not in (0, 1).</exception>
    public static Interval? Of(ClusterTotals totals, int population, double level)
    {
        Interval.CheckLevel(level);
        return totals.Count < 2 ? null : WithQuantile(totals, population, Student.Quantile(totals.Count - 1, (1 + level) / 2));
    }

    /// <summary>The same with the quantile of Student's distribution at hand, as many means of as many clusters share it.</summary>
    internal static Interval WithQuantile(ClusterTotals totals, int population, double quantile)
    {
        if (totals.Count > population)
            throw new ArgumentException($"{totals.Count} clusters cannot be drawn from {population}.", nameof(population));
        var half = quantile * totals.StandardError * Math.Sqrt(1 - (double)totals.Count / population);
        return new Interval(totals.Mean - half, totals.Mean + half);
    }
}
