using MathNet.Numerics;
using VisEval.Harness.Statistics;
using VisEval.Metrics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>Whether some of k competitors rank better than others over N blocks (Friedman, JASA, 1937).</summary>
/// <remarks>
/// Mean ranks in every block; χ² = [12/(Nk(k + 1))·ΣR² − 3N(k + 1)]/(1 − Σ(t³ − t)/(Nk(k² − 1))) = N(k − 1)·W with
/// Kendall's <see cref="KendallW">W</see>. Blocks are images, never criteria: criteria depend on each other.
/// </remarks>
/// <param name="AverageRanks">By competitor, 1 for the best.</param>
/// <param name="ChiSquare">χ² with k − 1 degrees of freedom, corrected for ties; null where all is tied.</param>
/// <param name="ChiSquareProbability">Its p; null where all is tied.</param>
/// <param name="F">(N − 1)χ²/(N(k − 1) − χ²) with k − 1 and (k − 1)(N − 1) degrees of freedom (Iman and Davenport, 1980);
/// null where infinite.</param>
/// <param name="FProbability">Its p, 0 where F is infinite; null below two blocks or where all is tied.</param>
/// <param name="Concordance">Kendall's W; null where all is tied.</param>
/// <param name="ExactProbability">P(ΣR² as large) over all orders within blocks; null where there are too many, or all is tied.</param>
public sealed record Friedman(
    IReadOnlyList<double> AverageRanks, double? ChiSquare, double? ChiSquareProbability, double? F, double? FProbability,
    double? Concordance, double? ExactProbability)
{
    private const double Slack = 1e-12;

    /// <summary>Tests a table.</summary>
    /// <param name="blocks">By block, one finite value a competitor.</param>
    /// <param name="better">Which way is better.</param>
    /// <param name="mostOrders">The (k!)^N orders up to which the exact p is found.</param>
    /// <exception cref="ArgumentException">There is no block, blocks differ in length, or a value is not finite.</exception>
    public static Friedman Of(IReadOnlyList<IReadOnlyList<double>> blocks, Direction better, int mostOrders = 400_000)
    {
        if (blocks.Count == 0 || blocks[0].Count == 0)
            throw new ArgumentException("The test needs blocks with values.", nameof(blocks));
        double[][] ranks = [.. blocks.Select(b => Ranks.Average([.. NearTies.Merge(b)], better).ToArray())];
        var (n, k) = (ranks.Length, ranks[0].Length);
        var concordance = KendallW.Of(ranks);
        double[] averages = [.. Enumerable.Range(0, k).Select(j => ranks.Sum(r => r[j]) / n)];
        if (concordance is not { } w)
            return new Friedman(averages, null, null, null, null, null, null);
        var square = n * (k - 1) * w;
        double? f = n > 1 && 1 - w > Slack ? (n - 1) * w / (1 - w) : null;
        return new Friedman(averages, square, SpecialFunctions.GammaUpperRegularized((k - 1) / 2.0, square / 2), f,
            n < 2 ? null : f is { } ratio ? AboveF(ratio, k - 1, (k - 1) * (n - 1)) : 0, w, WithinBlocks.Probability(ranks, mostOrders));
    }

    // P(F ≥ f) = I_{d₂/(d₂ + d₁f)}(d₂/2, d₁/2).
    private static double AboveF(double f, double first, double second) =>
        SpecialFunctions.BetaRegularized(second / 2, first / 2, second / (second + first * f));
}
