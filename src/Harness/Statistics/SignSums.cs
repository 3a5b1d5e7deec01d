namespace VisEval.Harness.Statistics;

/// <summary>All sums ±s_1 ± … ± s_n, counted without listing them: the sums of two halves, sorted, meet in the middle.</summary>
/// <remarks>2·2^(n/2) steps in place of 2ⁿ (Horowitz, Sahni, Journal of the ACM, 1974).</remarks>
internal sealed class SignSums
{
    private readonly double[] _left;
    private readonly double[] _right;

    /// <param name="sums">s_i; only their sizes matter.</param>
    public SignSums(ReadOnlySpan<double> sums)
    {
        _left = Sorted(sums[..(sums.Length / 2)]);
        _right = Sorted(sums[(sums.Length / 2)..]);
    }

    /// <summary>2ⁿ.</summary>
    public long Count => (long)_left.Length * _right.Length;

    /// <summary>How many of the 2ⁿ sums are at least <paramref name="bound"/>.</summary>
    public long AtLeast(double bound)
    {
        var (count, from) = (0L, _right.Length);
        foreach (var left in _left)
        {
            // The larger the one half, the smaller the other may be.
            while (from > 0 && left + _right[from - 1] >= bound)
                from--;
            count += _right.Length - from;
        }
        return count;
    }

    // Each step merges the list moved down with the list moved up by |s|, both of which are sorted already.
    private static double[] Sorted(ReadOnlySpan<double> sums)
    {
        double[] list = [0];
        foreach (var sum in sums)
        {
            var (size, merged, down, up) = (Math.Abs(sum), new double[2 * list.Length], 0, 0);
            for (var i = 0; i < merged.Length; i++)
                merged[i] = down < list.Length && list[down] - size <= list[up] + size ? list[down++] - size : list[up++] + size;
            list = merged;
        }
        return list;
    }
}
