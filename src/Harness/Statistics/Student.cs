using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace VisEval.Harness.Statistics;

/// <summary>Student's t distribution, to the last digits: the library's own quantiles have nine, and end at 800.</summary>
internal static class Student
{
    /// <summary>P(T ≥ t) with ν degrees of freedom.</summary>
    /// <remarks>½·I_x(ν/2, ½) at x = ν/(ν + t²) for t ≥ 0, I the regularised incomplete beta function.</remarks>
    /// <param name="t">Any number.</param>
    /// <param name="degrees">ν, above 0.</param>
    public static double Above(double t, double degrees)
    {
        var tail = 0.5 * SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + t * t));
        return t >= 0 ? tail : 1 - tail;
    }

    /// <summary>The t with P(T ≤ t) = <paramref name="probability"/>.</summary>
    /// <remarks>Newton's steps from the normal quantile, which lies below; above 0 the distribution is concave, so t only rises.</remarks>
    /// <param name="degrees">ν, above 0.</param>
    /// <param name="probability">In (0, 1).</param>
    public static double Quantile(double degrees, double probability)
    {
        if (probability < 0.5)
            return -Quantile(degrees, 1 - probability);
        var t = Normal.InvCDF(0, 1, probability);
        while (true)
        {
            var next = t + (Above(t, degrees) - (1 - probability)) / StudentT.PDF(0, 1, degrees, t);
            if (!(next > t * (1 + 1e-15)))
                return t;
            t = next;
        }
    }
}
