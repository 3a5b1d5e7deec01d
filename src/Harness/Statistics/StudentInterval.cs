namespace VisEval.Harness.Statistics;

/// <summary>Student's interval of a mean over clusters (Biometrika, 1908; for a ratio: Cochran, 1977, chapter 6).</summary>
internal static class StudentInterval
{
    /// <summary>θ ∓ t·se with t the quantile (1 + level)/2 of Student's distribution with n − 1 degrees;
    /// null below two clusters.</summary>
    /// <param name="totals">The sums and counts of the clusters.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The level is not in (0, 1).</exception>
    public static Interval? Of(ClusterTotals totals, double level = 0.95)
    {
        Interval.CheckLevel(level);
        if (totals.Count < 2)
            return null;
        var half = Student.Quantile(totals.Count - 1, (1 + level) / 2) * totals.StandardError;
        return new Interval(totals.Mean - half, totals.Mean + half);
    }
}
