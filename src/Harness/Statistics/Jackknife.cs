namespace VisEval.Harness.Statistics;

/// <summary>The jackknife interval of a number that is no mean, from what it is without each cluster in turn (Quenouille, 1956; Tukey,
/// 1958; Efron and Tibshirani, 1993, chapter 11).</summary>
/// <remarks>For what a bootstrap would spoil because a resample holds the same picture twice, such as a distance between two sets. Of a
/// mean it is Student's interval.</remarks>
internal static class Jackknife
{
    /// <summary>θ ∓ t·se with se² = (n − 1)/n · Σ(θ₍₋ᵢ₎ − mean)², t Student's quantile with n − 1 degrees; null below two
    /// clusters.</summary>
    /// <param name="all">θ.</param>
    /// <param name="without">θ₍₋ᵢ₎, one a cluster; finite.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">A number is not finite, or the level is not in (0, 1).</exception>
    public static Interval? Of(double all, IReadOnlyList<double> without, double level = 0.95)
    {
        Interval.CheckLevel(level);
        Finite.Check([all, .. without], nameof(without));
        if (without.Count < 2)
            return null;
        var mean = Mean.Of(without);
        var error = Math.Sqrt((without.Count - 1.0) / without.Count * without.Sum(w => (w - mean) * (w - mean)));
        var half = Student.Quantile(without.Count - 1, (1 + level) / 2) * error;
        return new Interval(all - half, all + half);
    }
}
