namespace VisEval.Harness.Statistics;

/// <summary>The sign test: whether gains and losses are as many as coin tosses would make them (Dixon and Mood, JASA, 1946).</summary>
public static class SignTest
{
    /// <summary>The exact two-sided p-value; 1 with neither gains nor losses.</summary>
    /// <remarks>min(1, 2·Σ_{k ≤ min(gains, losses)} C(n, k)/2ⁿ) with n = gains + losses.</remarks>
    /// <param name="gains">Images with a gain; ties are left out before.</param>
    /// <param name="losses">Images with a loss.</param>
    public static double TwoSided(int gains, int losses)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gains);
        ArgumentOutOfRangeException.ThrowIfNegative(losses);
        var n = gains + losses;
        // In logarithms: 2ⁿ leaves the range of a double beyond a thousand images.
        var (term, tail) = (-n * Math.Log(2), 0.0);
        for (var k = 0; k <= Math.Min(gains, losses); k++)
        {
            tail += Math.Exp(term);
            term += Math.Log(n - k) - Math.Log(k + 1);
        }
        return Math.Min(1, 2 * tail);
    }
}
