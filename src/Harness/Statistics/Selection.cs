using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics;

/// <summary>Order statistics without sorting everything (Hoare's quickselect, Communications of the ACM, 1961).</summary>
internal static class Selection
{
    /// <summary>Reorders values so that the one at <paramref name="place"/> is where sorting would put it, none larger before it and none
    /// smaller behind.</summary>
    /// <param name="values">At least one value, none of them NaN.</param>
    /// <param name="place">Counted from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Place(Span<double> values, int place)
    {
        var (first, last) = (0, values.Length - 1);
        while (first < last)
        {
            var pivot = Median(values[first], values[first + (last - first) / 2], values[last]);
            var (low, high) = (first, last);
            while (low <= high)
            {
                while (values[low] < pivot)
                    low++;
                while (values[high] > pivot)
                    high--;
                if (low > high)
                    break;
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }
            if (place <= high)
                last = high;
            else if (place >= low)
                first = low;
            else
                return;
        }
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
