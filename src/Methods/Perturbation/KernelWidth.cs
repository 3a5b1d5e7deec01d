namespace VisEval.Methods.Perturbation;

/// <summary>The width σ of the Gaussian kernel exp(−(y − y′)²/2σ²) on scores.</summary>
internal enum KernelWidth
{
    /// <summary>The median of the scores, as the authors' code has it; it changes if a constant is added to the scores.</summary>
    Outputs,

    /// <summary>The median distance of two scores, the usual heuristic.</summary>
    Distances,
}

/// <summary>Measures widths.</summary>
internal static class KernelWidths
{
    /// <summary>The width for these scores; never negative.</summary>
    public static double Of(this KernelWidth width, ReadOnlySpan<float> scores)
    {
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        return width == KernelWidth.Outputs ? Math.Abs(Median(sorted)) : MedianDistance(sorted);
    }

    private static double Median(float[] sorted) => ((double)sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    // The smallest distance that half of the n(n−1)/2 pairs do not exceed, by bisection: counting the pairs within a distance takes one
    // walk over the sorted scores.
    private static double MedianDistance(float[] sorted)
    {
        var half = ((long)sorted.Length * (sorted.Length - 1) / 2 + 1) / 2;
        var (low, high) = (0.0, (double)sorted[^1] - sorted[0]);
        if (PairsWithin(sorted, 0) >= half)
            return 0;
        while (low < (low + high) / 2 && (low + high) / 2 < high)
        {
            var middle = (low + high) / 2;
            (low, high) = PairsWithin(sorted, middle) >= half ? (low, middle) : (middle, high);
        }
        return high;
    }

    private static long PairsWithin(float[] sorted, double distance)
    {
        var (count, first) = (0L, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            while ((double)sorted[i] - sorted[first] > distance)
                first++;
            count += i - first;
        }
        return count;
    }
}
