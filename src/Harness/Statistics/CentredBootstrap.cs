namespace VisEval.Harness.Statistics;

/// <summary>A bootstrap interval for a reliability, moved to its estimate: descriptive, as a correlation of orders has no standard
/// error.</summary>
/// <remarks>
/// A resample repeats images, so the means of its halves are noisier than those of the run, and its reliability is lower: plain percentiles
/// left out the estimate in a third of drawn runs with little noise, and covered 70 % instead of 95 %. With φ = arcsin, which spreads
/// correlations evenly, the ends are sin(φ(r) + Q_p(φ(r*)) − Q_½(φ(r*))), cut at ±1: the bootstrap (Efron, 1979) gives the spread, the
/// run the place.
/// </remarks>
internal static class CentredBootstrap
{
    /// <summary>The interval; null where no resample has a value.</summary>
    /// <param name="estimate">The correlation of the run, in [−1, 1].</param>
    /// <param name="resampled">The correlation in each resample; null where it does not exist.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public static Interval? Of(double estimate, IEnumerable<double?> resampled, double level)
    {
        Interval.CheckLevel(level);
        double[] angles = [.. resampled.OfType<double>().Select(Angle)];
        if (angles.Length == 0)
            return null;
        Array.Sort(angles);
        var shift = Angle(estimate) - Quantile.OfSorted(angles, 0.5);
        double End(double probability) =>
            Math.Sin(Math.Clamp(shift + Quantile.OfSorted(angles, probability), -Math.PI / 2, Math.PI / 2));
        return new Interval(End((1 - level) / 2), End((1 + level) / 2));
    }

    // Rounding may leave a correlation a little outside its range.
    private static double Angle(double correlation) => Math.Asin(Math.Clamp(correlation, -1, 1));
}
