using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics;

/// <summary>Counts among all sums ±s_1 ± … ± s_n without listing them: the sums of two halves, sorted, meet in the middle.</summary>
/// <remarks>2·2^(n/2) steps in place of 2ⁿ (Horowitz, Sahni, Journal of the ACM, 1974).</remarks>
internal static class SignSums
{
    // 2¹⁰ sums of a half fit on the stack; a table of twenty images has thousands of tests.
    private const int MostOnStack = 1 << 10;

    /// <summary>How many of the 2ⁿ sums are at least <paramref name="low"/>, and how many above <paramref name="high"/>.</summary>
    /// <param name="sums">s_i; only their sizes matter.</param>
    /// <param name="low">At most <paramref name="high"/>.</param>
    /// <param name="high">See above.</param>
    public static (long AtLeast, long Above) Count(ReadOnlySpan<double> sums, double low, double high)
    {
        var half = sums.Length / 2;
        int few = 1 << half, many = 1 << (sums.Length - half);
        var left = many <= MostOnStack ? stackalloc double[few] : new double[few];
        var right = many <= MostOnStack ? stackalloc double[many] : new double[many];
        var scratch = many <= MostOnStack ? stackalloc double[many] : new double[many];
        Sort(sums[..half], left, scratch);
        Sort(sums[half..], right, scratch);
        return Meet(left, right, low, high);
    }

    // The larger the one half, the smaller the other may be.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long AtLeast, long Above) Meet(ReadOnlySpan<double> left, ReadOnlySpan<double> right, double low, double high)
    {
        var (atLeast, above, from, beyond) = (0L, 0L, right.Length, right.Length);
        foreach (var sum in left)
        {
            while (from > 0 && sum + right[from - 1] >= low)
                from--;
            while (beyond > 0 && sum + right[beyond - 1] > high)
                beyond--;
            atLeast += right.Length - from;
            above += right.Length - beyond;
        }
        return (atLeast, above);
    }

    // Each step merges the list moved down by |s| with the list moved up, both sorted already. The sums lie symmetrically about 0, so the
    // lower half is merged and the upper one mirrored.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Sort(ReadOnlySpan<double> sums, Span<double> list, Span<double> scratch)
    {
        list[0] = 0;
        var length = 1;
        foreach (var sum in sums)
        {
            list[..length].CopyTo(scratch);
            var (size, down) = (Math.Abs(sum), 0);
            for (var i = 0; i < length; i++)
            {
                var (lower, upper) = (scratch[down] - size, scratch[i - down] + size);
                var next = Math.Min(lower, upper);
                list[i] = next;
                list[2 * length - 1 - i] = -next;
                down += lower <= upper ? 1 : 0;
            }
            length *= 2;
        }
    }
}
