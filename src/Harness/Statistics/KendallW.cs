using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>How far several raters order the same items alike (Kendall and Babington Smith, Annals of Mathematical Statistics,
/// 1939).</summary>
internal static class KendallW
{
    /// <summary>W = 12S/(m²(n³ − n) − mΣ(t³ − t)), in [0, 1]; null where all is tied, or below two items or one rater.</summary>
    /// <remarks>S is the sum over items of (R − R̄)², R the sum of an item's mean ranks; t the sizes of ties within a rater.</remarks>
    /// <param name="raters">By rater, one value an item; larger or smaller is better for all of them alike.</param>
    /// <exception cref="ArgumentException">Raters rate different numbers of items, or a value is not finite.</exception>
    public static double? Of(IReadOnlyList<IReadOnlyList<double>> raters)
    {
        if (raters.Count == 0)
            return null;
        double[][] ranks = [.. raters.Select(r => AverageRanks.Of(NearTies.Merge(r)))];
        var (m, n) = ((double)ranks.Length, (double)ranks[0].Length);
        if (ranks.Any(r => r.Length != ranks[0].Length))
            throw new ArgumentException($"Every rater must rate the {n} items of the first.", nameof(raters));
        var squares = Enumerable.Range(0, ranks[0].Length).Sum(item => Math.Pow(ranks.Sum(r => r[item]) - m * (n + 1) / 2, 2));
        var ties = ranks.Sum(r => r.GroupBy(rank => rank).Select(g => (double)g.Count()).Sum(t => t * t * t - t));
        var divisor = m * m * (n * n * n - n) - m * ties;
        return divisor > 0 ? 12 * squares / divisor : null;
    }

    /// <summary>The mean over pairs of raters of Spearman's correlation, in [−1, 1]; null below two raters or where one is
    /// constant.</summary>
    /// <remarks>Without ties W = ((m − 1)·this + 1)/m.</remarks>
    /// <exception cref="ArgumentException">Raters rate different numbers of items.</exception>
    public static double? MeanSpearman(IReadOnlyList<IReadOnlyList<double>> raters)
    {
        var (sum, pairs) = (0.0, 0);
        for (var i = 0; i < raters.Count; i++)
            for (var j = 0; j < i; j++, pairs++)
            {
                if (Correlation.Spearman(raters[i], raters[j]) is not { } correlation)
                    return null;
                sum += correlation;
            }
        return pairs == 0 ? null : sum / pairs;
    }
}
