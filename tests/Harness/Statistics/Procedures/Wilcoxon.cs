using MathNet.Numerics;
using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>What becomes of differences that are zero.</summary>
public enum ZeroDifferences
{
    /// <summary>Dropped before the ranks are given (Wilcoxon, 1945).</summary>
    Dropped,

    /// <summary>Ranked, then dropped (Pratt, JASA, 1959).</summary>
    Pratt,

    /// <summary>Ranked, half of their ranks to either side.</summary>
    Split,
}

/// <summary>The signed-rank test: whether paired differences lie symmetrically about zero (Wilcoxon, Biometrics Bulletin, 1945).</summary>
/// <remarks>
/// |d| is ranked, ties share the mean rank; W⁺ and W⁻ are the sums of the ranks of positive and negative differences. It tests a
/// symmetric shift, not the mean. Magnitudes within 10⁻¹² of the largest are ties.
/// </remarks>
/// <param name="Used">Differences other than zero.</param>
/// <param name="Positive">W⁺.</param>
/// <param name="Negative">W⁻.</param>
/// <param name="Exact">All 2ⁿ signs of the differences other than zero equally likely, with the ties there are.</param>
/// <param name="Normal">(W − μ)/σ with σ corrected for ties and zeros; null where all differences are zero.</param>
/// <param name="Corrected">As <paramref name="Normal"/>, W half a rank nearer to μ; null where all differences are zero.</param>
public sealed record Wilcoxon(
    int Used, double Positive, double Negative, TailProbabilities Exact, TailProbabilities? Normal, TailProbabilities? Corrected)
{
    /// <summary>Tests differences.</summary>
    /// <param name="differences">One a pair.</param>
    /// <param name="zeros">What becomes of zeros.</param>
    /// <exception cref="ArgumentException">A difference is not finite.</exception>
    public static Wilcoxon Of(IReadOnlyList<double> differences, ZeroDifferences zeros = ZeroDifferences.Dropped)
    {
        var magnitudes = NearTies.MergeMagnitudes(differences);
        int[] ranked = [.. Enumerable.Range(0, magnitudes.Length).Where(i => zeros != ZeroDifferences.Dropped || magnitudes[i] > 0)];
        var ranks = AverageRanks.Of([.. ranked.Select(i => magnitudes[i])]);
        var signed = ranked.Zip(ranks).Where(r => magnitudes[r.First] > 0).ToList();
        var (positive, negative) = (signed.Where(r => differences[r.First] > 0).Sum(r => r.Second),
            signed.Where(r => differences[r.First] < 0).Sum(r => r.Second));
        var distribution = SignedRankDistribution.Of(signed.Select(r => r.Second));
        var observed = (int)Math.Round(2 * positive);
        var exact = TailProbabilities.Of(distribution[observed..].Sum(), distribution[..(observed + 1)].Sum());
        var split = zeros == ZeroDifferences.Split ? ranks.Sum() - positive - negative : 0;
        var variance = Variance(zeros == ZeroDifferences.Split ? ranks : [.. signed.Select(r => r.Second)],
            ranked.Length, zeros == ZeroDifferences.Pratt ? ranked.Length - signed.Count : 0);
        (positive, negative) = (positive + split / 2, negative + split / 2);
        return signed.Count == 0
            ? new Wilcoxon(0, positive, negative, exact, null, null)
            : new Wilcoxon(signed.Count, positive, negative, exact, Tails(positive, negative, variance, 0),
                Tails(positive, negative, variance, 0.5));
    }

    // n(n + 1)(2n + 1)/24, less that of the zeros that were ranked and dropped, less Σ(t³ − t)/48 over ties of t.
    private static double Variance(IReadOnlyList<double> ranks, int count, int dropped)
    {
        static double Of(double n) => n * (n + 1) * (2 * n + 1) / 24;
        return Of(count) - Of(dropped) - ranks.GroupBy(r => r).Select(g => (double)g.Count()).Sum(t => t * t * t - t) / 48;
    }

    private static TailProbabilities Tails(double positive, double negative, double variance, double correction)
    {
        var (centre, deviation) = ((positive + negative) / 2, Math.Sqrt(variance));
        double Above(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;
        var distance = Math.Abs(positive - centre);
        return new TailProbabilities(
            Above((positive - centre - correction) / deviation),
            Above((centre - positive - correction) / deviation),
            2 * Above(Math.Abs(distance - (distance > 0 ? correction : 0)) / deviation));
    }
}
