namespace VisEval.Metrics.Shared;

/// <summary>Quantiles of maps.</summary>
public static class Quantiles
{
    private const double Rounding = 1e-9;

    /// <summary>The quantile of sorted values, linear between the two nearest: position share·(n − 1), as NumPy's default.</summary>
    /// <param name="sorted">Finite values in ascending order; at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Linear(ReadOnlySpan<float> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        // 0.7·10 is 7 but for rounding, and then one of the values itself is the quantile.
        if (Math.Abs(position - Math.Round(position)) < Rounding)
            return sorted[(int)Math.Round(position)];
        var low = (int)position;
        return sorted[low] + (position - low) * ((double)sorted[low + 1] - sorted[low]);
    }
}
