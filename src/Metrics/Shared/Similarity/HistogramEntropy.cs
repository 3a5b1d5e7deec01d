namespace VisEval.Metrics.Shared.Similarity;

/// <summary>The complexity of an explanation as the entropy of the histogram of its values (Hedström et al., 2023).</summary>
internal static class HistogramEntropy
{
    /// <summary>−Σ p_b ln p_b over bins of equal width between the smallest and the largest value, the last bin closed;
    /// in [0, ln bins].</summary>
    /// <remarks>One bin holds all values that are equal: a constant has entropy 0; two different values are never in one bin of
    /// at least two.</remarks>
    /// <param name="values">Finite values, not empty.</param>
    /// <param name="bins">The number of bins.</param>
    public static double Of(ReadOnlySpan<float> values, int bins)
    {
        double low = float.PositiveInfinity, high = float.NegativeInfinity;
        foreach (var value in values)
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low == high)
            return 0;
        var counts = new long[bins];
        var (width, scale) = ((high - low) / bins, bins / (high - low));
        double Edge(int index) => index == bins ? high : low + index * width;
        foreach (var value in values)
        {
            var bin = Math.Min((int)((value - low) * scale), bins - 1);
            // The quotient is rounded; the edges decide.
            if (value < Edge(bin))
                bin--;
            else if (bin < bins - 1 && value >= Edge(bin + 1))
                bin++;
            counts[bin]++;
        }
        var entropy = 0.0;
        foreach (var count in counts)
            if (count > 0)
                entropy -= (double)count / values.Length * Math.Log((double)count / values.Length);
        return entropy;
    }
}
