using System.Numerics;

namespace VisEval.Core;

/// <summary>Quantiles of a sample by linear interpolation: type 7 of Hyndman and Fan (1996), the default of NumPy and R.</summary>
public static class Quantiles
{
    private const double Rounding = 1e-9;

    /// <summary>The quantile of sorted values, linear between the two nearest of position share·(n − 1), counted from 0.</summary>
    /// <param name="sorted">Finite values in ascending order; at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double Linear<T>(ReadOnlySpan<T> sorted, double share)
        where T : INumber<T>
    {
        var position = share * (sorted.Length - 1);
        // 0.7·10 is 7 but for rounding, and then one of the values itself is the quantile.
        if (Math.Abs(position - Math.Round(position)) < Rounding)
            return double.CreateChecked(sorted[(int)Math.Round(position)]);
        var below = (int)position;
        var (low, high) = (double.CreateChecked(sorted[below]), double.CreateChecked(sorted[below + 1]));
        return low + (position - below) * (high - low);
    }
}
