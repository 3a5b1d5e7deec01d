namespace VisEval.Harness.Statistics;

/// <summary>The exact binomial test of hits against chance.</summary>
internal static class BinomialTest
{
    /// <summary>The chance of as many hits or more, Σ_{k ≥ hits} C(n, k)·pᵏ·(1 − p)ⁿ⁻ᵏ; in [0, 1].</summary>
    /// <param name="hits">In 0…trials.</param>
    /// <param name="trials">n.</param>
    /// <param name="chance">p, the probability of a hit in one trial, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double AtLeast(int hits, int trials, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfNegative(trials - hits);
        if (!(chance is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(chance), chance, "A chance lies between 0 and 1.");
        // In logarithms: pⁿ leaves the range of a double at some hundred images.
        var term = hits * Math.Log(chance) + (trials - hits) * Math.Log(1 - chance);
        for (var i = 1; i <= hits; i++)
            term += Math.Log(trials - hits + i) - Math.Log(i);
        var sum = 0.0;
        for (var k = hits; k <= trials; k++)
        {
            sum += Math.Exp(term);
            term += Math.Log(trials - k) - Math.Log(k + 1) + Math.Log(chance) - Math.Log(1 - chance);
        }
        return Math.Min(1, sum);
    }
}
