using VisEval.Metrics;

namespace VisEval.Harness.Statistics;

/// <summary>Correlations of two short series.</summary>
public static class Correlation
{
    /// <summary>Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)² Σ(y − ȳ)²), in [−1, 1]; null where a series is constant or shorter than two.</summary>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double? Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException($"{x.Count} values cannot be correlated with {y.Count}.", nameof(y));
        // Constant by their values, not by their variance: that of equal values is not always zero in floating point.
        if (IsConstant(x) || IsConstant(y))
            return null;
        var (meanX, meanY) = (Mean.Of(x), Mean.Of(y));
        var (product, squareX, squareY) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Count; i++)
        {
            var (a, b) = (x[i] - meanX, y[i] - meanY);
            product += a * b;
            squareX += a * a;
            squareY += b * b;
        }
        return Math.Clamp(product / Math.Sqrt(squareX * squareY), -1, 1);
    }

    /// <summary>Pearson's correlation of the average ranks (Spearman, 1904); null where a series is constant or shorter than two.</summary>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double? Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(RanksOf(x), RanksOf(y));

    private static bool IsConstant(IReadOnlyList<double> values)
    {
        for (var i = 1; i < values.Count; i++)
            if (!values[i].Equals(values[0]))
                return false;
        return true;
    }

    private static IReadOnlyList<double> RanksOf(IReadOnlyList<double> values) =>
        Ranks.Average([.. values.Select(v => (double?)v)], Direction.Lower);
}
