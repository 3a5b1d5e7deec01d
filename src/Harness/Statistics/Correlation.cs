using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>Correlations of two short series.</summary>
internal static class Correlation
{
    /// <summary>Σ(x − x̄)(y − ȳ)/√(Σ(x − x̄)² Σ(y − ȳ)²), in [−1, 1]; null where a series is constant or shorter
    /// than two.</summary>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double? Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count)
            throw new ArgumentException($"{x.Count} values cannot be correlated with {y.Count}.", nameof(y));
        var correlation = Correlations.Pearson([.. x], [.. y]);
        return double.IsNaN(correlation) ? null : correlation;
    }

    /// <summary>Pearson's correlation of the average ranks (Spearman, 1904); null where a series is constant or shorter than two.</summary>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double? Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(RanksOf(x), RanksOf(y));

    private static double[] RanksOf(IReadOnlyList<double> values) => AverageRanks.Of([.. values]);
}
