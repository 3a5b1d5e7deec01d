namespace VisEval.Metrics.Shared;

/// <summary>Pearson's correlation.</summary>
public static class Pearson
{
    /// <summary>The correlation of two series of the same length, in [−1, 1]; NaN where either is constant.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"{b.Length} values cannot be correlated with {a.Length}.", nameof(b));
        var (meanA, meanB) = (0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (meanA, meanB) = (meanA + a[i], meanB + b[i]);
        (meanA, meanB) = (meanA / a.Length, meanB / b.Length);
        var (product, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            product += x * y;
            left += x * x;
            right += y * y;
        }
        return left > 0 && right > 0 ? Math.Clamp(product / Math.Sqrt(left * right), -1, 1) : double.NaN;
    }
}
