namespace VisEval.Harness.Statistics;

/// <summary>Welch's t test of two means with variances of their own (Biometrika, 1947).</summary>
internal static class WelchTest
{
    /// <summary>The two-sided p of t = (x̄ − ȳ)/√(s²_x/n + s²_y/m), with (u + v)²/(u²/(n − 1) + v²/(m − 1)) degrees of freedom, u = s²_x/n,
    /// v = s²_y/m.</summary>
    /// <returns>Null where a sample has fewer than two values, or neither has any spread.</returns>
    public static double? TwoSided(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count < 2 || y.Count < 2)
            return null;
        var (u, v) = (CrossedMean.ErrorSquared(x), CrossedMean.ErrorSquared(y));
        if (!(u + v > 0))
            return null;
        var degrees = (u + v) * (u + v) / (u * u / (x.Count - 1) + v * v / (y.Count - 1));
        return 2 * Student.Above(Math.Abs(x.Average() - y.Average()) / Math.Sqrt(u + v), degrees);
    }
}
