namespace VisEval.Core;

/// <summary>Correlations of two short series.</summary>
public static class Correlations
{
    /// <summary>Pearson's correlation, in [−1, 1]; NaN where a series is constant or not finite.</summary>
    public static double Pearson(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (meanA, meanB) = (Mean(a), Mean(b));
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            product += x * y;
            left += x * x;
            right += y * y;
        }
        // Differences that are rounding of a constant are none.
        return left > Tiny(a) && right > Tiny(b) ? Math.Clamp(product / Math.Sqrt(left) / Math.Sqrt(right), -1, 1) : double.NaN;
    }

    /// <summary>Pearson's correlation of maps, in [−1, 1]; NaN where one is constant or not finite.</summary>
    public static double Pearson(float[] a, float[] b) => Pearson(Array.ConvertAll(a, v => (double)v), Array.ConvertAll(b, v => (double)v));

    /// <summary>Spearman's rank correlation with average ranks, in [−1, 1]; NaN where a series is constant or not finite.</summary>
    public static double Spearman(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Pearson(AverageRanks.Of(a), AverageRanks.Of(b));

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum / values.Length;
    }

    private static double Tiny(ReadOnlySpan<double> values)
    {
        var largest = 0.0;
        foreach (var value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return values.Length * largest * largest * 1e-28;
    }
}
