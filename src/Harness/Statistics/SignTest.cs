namespace VisEval.Harness.Statistics;

/// <summary>The sign test: whether gains and losses are as many as coin tosses would make them (Dixon and Mood, JASA, 1946).</summary>
internal static class SignTest
{
    /// <summary>The exact two-sided p-value; 1 with neither gains nor losses.</summary>
    /// <remarks>min(1, 2·Σ_{k ≤ min(gains, losses)} C(n, k)/2ⁿ) with n = gains + losses.</remarks>
    /// <param name="gains">Images with a gain; ties are left out before.</param>
    /// <param name="losses">Images with a loss.</param>
    public static double TwoSided(int gains, int losses) => Math.Min(1, 2 * UpTo(Math.Min(gains, losses), gains + losses));

    /// <summary>The exact one-sided p-value of gains, Σ_{k ≤ losses} C(n, k)/2ⁿ: the chance of as many gains or more.</summary>
    /// <inheritdoc cref="TwoSided"/>
    public static double AtLeast(int gains, int losses) => UpTo(losses, gains + losses);

    /// <summary>The chance of just as many, C(n, gains)/2ⁿ.</summary>
    /// <inheritdoc cref="TwoSided"/>
    public static double Exactly(int gains, int losses) => Terms(gains, gains + losses).Last();

    private static double UpTo(int most, int n) => Math.Min(1, Terms(most, n).Sum());

    // C(n, k)/2ⁿ for k from 0 to most, in logarithms: 2ⁿ leaves the range of a double beyond a thousand images.
    private static IEnumerable<double> Terms(int most, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ArgumentOutOfRangeException.ThrowIfNegative(n - most);
        var term = -n * Math.Log(2);
        for (var k = 0; k <= most; k++)
        {
            yield return Math.Exp(term);
            term += Math.Log(n - k) - Math.Log(k + 1);
        }
    }
}
