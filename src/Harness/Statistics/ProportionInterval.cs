using MathNet.Numerics.Distributions;

namespace VisEval.Harness.Statistics;

/// <summary>Intervals of a proportion of independent trials; the numbers may be fractions, as an effective sample size is.</summary>
/// <remarks>A comparison of the three: Brown, Cai, DasGupta, Statistical Science, 2001. None has zero width at 0 or n hits.</remarks>
internal static class ProportionInterval
{
    /// <summary>(p + z²/2n)/(1 + z²/n) ∓ z/(1 + z²/n)·√(p(1−p)/n + z²/4n²), z = z_(1+level)/2, without continuity correction
    /// (Wilson, JASA, 1927).</summary>
    /// <param name="hits">0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, above 0.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">The hits are not in [0, trials], there is no trial, or the level is not in (0, 1).</exception>
    public static Interval Wilson(double hits, double trials, double level = 0.95)
    {
        Check(hits, trials, level);
        var z = Normal.InvCDF(0, 1, (1 + level) / 2);
        var (share, squared) = (hits / trials, z * z / trials);
        var centre = (share + squared / 2) / (1 + squared);
        var half = Math.Sqrt(squared * (share * (1 - share) + squared / 4)) / (1 + squared);
        // At no hit and at nothing but hits the end is 0 or 1, whatever rounding says.
        return new Interval(hits == 0 ? 0 : centre - half, hits == trials ? 1 : centre + half);
    }

    /// <summary>Quantiles (1 ∓ level)/2 of Beta(x + ½, n − x + ½); low 0 without a hit, high 1 without a miss (Brown, Cai, DasGupta,
    /// 2001).</summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval Jeffreys(double hits, double trials, double level = 0.95)
    {
        Check(hits, trials, level);
        var (above, below) = (hits + 0.5, trials - hits + 0.5);
        return new Interval(
            hits == 0 ? 0 : Beta.InvCDF(above, below, (1 - level) / 2), hits == trials ? 1 : Beta.InvCDF(above, below, (1 + level) / 2));
    }

    /// <summary>Quantile (1−level)/2 of Beta(x, n − x + 1) and (1+level)/2 of Beta(x + 1, n − x); 0 and 1 at the ends (Clopper,
    /// Pearson, Biometrika, 1934). Covers at least the level.</summary>
    /// <inheritdoc cref="Wilson"/>
    public static Interval ClopperPearson(double hits, double trials, double level = 0.95)
    {
        Check(hits, trials, level);
        var misses = trials - hits;
        return new Interval(
            hits == 0 ? 0 : Beta.InvCDF(hits, misses + 1, (1 - level) / 2),
            misses == 0 ? 1 : Beta.InvCDF(hits + 1, misses, (1 + level) / 2));
    }

    private static void Check(double hits, double trials, double level)
    {
        Interval.CheckLevel(level);
        if (!(trials > 0 && hits >= 0 && hits <= trials))
            throw new ArgumentException($"A proportion needs 0 ≤ hits ≤ trials and a trial; not {hits} of {trials}.", nameof(hits));
    }
}
