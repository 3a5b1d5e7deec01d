namespace VisEval.Harness.Statistics;

/// <summary>Two one-sided tests: whether a mean gain lies within a margin on both sides of 0 (Schuirmann, Journal of Pharmacokinetics and
/// Biopharmaceutics, 1987).</summary>
/// <param name="Lower">The p of not being worse by more than the margin.</param>
/// <param name="Upper">The p of not being better by more than the margin.</param>
internal readonly record struct Equivalence(double Lower, double Upper)
{
    /// <summary>The larger of both: equivalence needs both.</summary>
    public double P => Math.Max(Lower, Upper);

    /// <summary>By sign-flips: better than 0 with every value moved up by the margin, worse with every value moved down.</summary>
    /// <param name="gains">The gains by image; positive is better.</param>
    /// <param name="margin">In the unit of a gain; at least 0.</param>
    /// <param name="flipping">Where drawn flips come from.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public static Equivalence BySignFlip(ClusterTotals gains, double margin, Flipping flipping, int tests = 1) => Of(
        margin, by => SignFlip.Of(gains.Shifted(by), flipping, tests));

    /// <summary>As above, from the tests of the gains moved by as much.</summary>
    internal static Equivalence Of(double margin, Func<double, SignFlip> moved) =>
        new(moved(margin).Better, moved(-margin).Worse);

    /// <summary>By Student's t = (θ ± margin)/se with n − 1 degrees: at level α the same as the 1 − 2α interval lying within the
    /// margin. Null where the gains have no spread, or with fewer than two images.</summary>
    /// <inheritdoc cref="BySignFlip"/>
    public static Equivalence? ByStudent(ClusterTotals gains, double margin)
    {
        if (!gains.HasSpread)
            return null;
        double T(double by) => (gains.Mean + by) / gains.StandardError;
        return new Equivalence(Student.Above(T(margin), gains.Count - 1), Student.Above(-T(-margin), gains.Count - 1));
    }
}
