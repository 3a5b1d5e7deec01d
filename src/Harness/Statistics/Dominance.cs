using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics;

/// <summary>Gains and losses of one item in one image.</summary>
/// <param name="Balance">Gains minus losses among its comparisons.</param>
/// <param name="Count">Its comparisons, ties included.</param>
internal readonly record struct SignCount(int Balance, int Count)
{
    /// <summary>Counts the signs of differences; what is within <paramref name="rounding"/> of zero is a tie.</summary>
    public static SignCount Of(ReadOnlySpan<double> differences, double rounding = 0)
    {
        var balance = 0;
        foreach (var difference in differences)
            balance += difference > rounding ? 1 : difference < -rounding ? -1 : 0;
        return new SignCount(balance, differences.Length);
    }
}

/// <summary>The paired form of Cliff's δ: P(better) − P(worse) of paired comparisons, in [−1, 1].</summary>
/// <remarks>
/// Cliff, Psychological Bulletin, 1993, d_w. Only the sign of a difference counts, so it means the same for numbers of any unit, and no
/// outlier dominates it.
/// </remarks>
internal static class Dominance
{
    /// <summary>Mean over items of (gains − losses)/comparisons, every item of equal weight, over the drawn images; null without any
    /// comparison.</summary>
    /// <param name="items">By item, one count an image; an image without a comparison counts nothing.</param>
    /// <param name="images">The images, repeated as drawn.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double? Mean(IReadOnlyList<SignCount[]> items, ReadOnlySpan<int> images)
    {
        var (sum, compared) = (0.0, 0);
        foreach (var item in items)
        {
            var (balance, count) = (0, 0);
            foreach (var image in images)
            {
                balance += item[image].Balance;
                count += item[image].Count;
            }
            if (count == 0)
                continue;
            sum += (double)balance / count;
            compared++;
        }
        return compared == 0 ? null : sum / compared;
    }
}
