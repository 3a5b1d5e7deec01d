namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The mean of several rankings.</summary>
internal static class MeanRanks
{
    /// <summary>By method, the mean over the rankings, Σ wᵣ·rank/Σ wᵣ.</summary>
    /// <param name="rankings">By ranking, one rank a method.</param>
    /// <param name="weights">By ranking, its weight, above 0; 1 each if null.</param>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> rankings, IReadOnlyList<double>? weights = null)
    {
        var means = new double[rankings[0].Count];
        var total = 0.0;
        for (var ranking = 0; ranking < rankings.Count; ranking++)
        {
            var weight = weights is null ? 1 : weights[ranking];
            total += weight;
            for (var method = 0; method < means.Length; method++)
                means[method] += weight * rankings[ranking][method];
        }
        for (var method = 0; method < means.Length; method++)
            means[method] /= total;
        return means;
    }
}
