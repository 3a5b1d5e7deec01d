namespace VisEval.Harness.Statistics;

/// <summary>The jackknife that leaves out whole groups of images (Quenouille, Biometrika, 1956; Tukey, 1958): for statistics of pairs of
/// images, where the bootstrap would pair an image with its own copy.</summary>
internal static class GroupedJackknife
{
    /// <summary>θ ∓ t_(G−1)·√((G − 1)/G·Σ(θ_g − θ̄)²), held to a range; null with fewer than two groups.</summary>
    /// <param name="value">θ of all images.</param>
    /// <param name="without">θ_g without each group, all of about the same size.</param>
    /// <param name="range">Where the statistic can lie.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public static Interval? Of(double value, IReadOnlyList<double> without, Interval range, double level = 0.95)
    {
        Interval.CheckLevel(level);
        var groups = without.Count;
        if (groups < 2)
            return null;
        var mean = without.Average();
        var error = Math.Sqrt((groups - 1.0) / groups * without.Sum(v => (v - mean) * (v - mean)));
        var half = Student.Quantile(groups - 1, (1 + level) / 2) * error;
        return new Interval(value - half, value + half).ClippedTo(range);
    }
}
