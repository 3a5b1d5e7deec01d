namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The sum of ranks that get a positive sign when all signs are equally likely (Wilcoxon, Biometrics Bulletin, 1945).</summary>
internal static class SignedRankDistribution
{
    /// <summary>P(W⁺ = s/2) by index s; ties make half ranks, so the index counts halves.</summary>
    /// <param name="ranks">Ranks, whole or half.</param>
    public static double[] Of(IEnumerable<double> ranks)
    {
        int[] doubled = [.. ranks.Select(r => (int)Math.Round(2 * r))];
        var probabilities = new double[doubled.Sum() + 1];
        probabilities[0] = 1;
        var reached = 0;
        foreach (var rank in doubled)
        {
            reached += rank;
            for (var sum = reached; sum >= 0; sum--)
                probabilities[sum] = (probabilities[sum] + (sum >= rank ? probabilities[sum - rank] : 0)) / 2;
        }
        return probabilities;
    }
}
