using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace VisEval.Harness.Statistics;

/// <summary>The range of k standard normal numbers: Student's range with infinite degrees of freedom (Tukey, 1953).</summary>
internal static class StudentizedRange
{
    private const double Step = 1.0 / 32;
    private const double Farthest = 9;

    /// <summary>P(range ≤ q) = k∫φ(z)(Φ(z) − Φ(z − q))^(k−1) dz, in [0, 1].</summary>
    /// <remarks>The trapezoidal rule over [−9, 9], of which φ leaves 10⁻¹⁹ outside; for a smooth bell its error falls faster than
    /// any power of the step.</remarks>
    public static double Below(double q, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        var sum = 0.0;
        for (var z = -Farthest; z <= Farthest; z += Step)
            sum += Math.Exp(-z * z / 2) * Math.Pow(Normal(z) - Normal(z - q), k - 1);
        return k * sum * Step / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>The q that the range stays below with a probability.</summary>
    /// <param name="probability">In (0, 1).</param>
    /// <param name="k">The numbers, at least 2.</param>
    /// <exception cref="ArgumentException">The probability is not in (0, 1).</exception>
    public static double Quantile(double probability, int k)
    {
        if (!(probability > 0 && probability < 1))
            throw new ArgumentException("A probability lies in (0, 1).", nameof(probability));
        return Brent.FindRoot(q => Below(q, k) - probability, 0, 2 * Farthest, 1e-13, 200);
    }

    private static double Normal(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;
}
