using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>Quantiles of a sample by linear interpolation: type 7 of Hyndman and Fan (1996), the default of NumPy and R.</summary>
internal static class Quantile
{
    /// <summary>x_(⌊h⌋) + (h − ⌊h⌋)·(x_(⌊h⌋+1) − x_(⌊h⌋)) with h = (n − 1)·p over the sorted values,
    /// counted from 0.</summary>
    /// <param name="values">At least one value, in any order.</param>
    /// <param name="probability">0 to 1.</param>
    /// <exception cref="ArgumentException">There is no value, or the probability is outside [0, 1].</exception>
    public static double Of(IEnumerable<double> values, double probability)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability);
    }

    /// <summary>The median: the quantile at 0.5.</summary>
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <summary>As <see cref="Of"/>, of values already in ascending order.</summary>
    public static double OfSorted(IReadOnlyList<double> sorted, double probability)
    {
        Check(sorted.Count, probability);
        return Quantiles.Linear<double>(sorted as double[] ?? [.. sorted], probability);
    }

    /// <summary>As <see cref="Of"/>, of values that may be reordered, none of them NaN; faster, as not everything is sorted.</summary>
    public static double OfReordered(Span<double> values, double probability)
    {
        Check(values.Length, probability);
        var position = (values.Length - 1) * probability;
        var low = (int)position;
        Selection.Place(values, low);
        var above = values[(low + 1)..];
        if (above.IsEmpty)
            return values[low];
        Selection.Place(above, 0);
        return values[low] + (position - low) * (above[0] - values[low]);
    }

    private static void Check(int count, double probability)
    {
        if (count == 0)
            throw new ArgumentException("A quantile of no value does not exist.", nameof(count));
        if (!(probability >= 0 && probability <= 1))
            throw new ArgumentException("A probability lies in [0, 1].", nameof(probability));
    }
}
