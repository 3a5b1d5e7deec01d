namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The mean of several rankings.</summary>
internal static class MeanRanks
{
    /// <summary>By method, the mean over the rankings.</summary>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> rankings)
    {
        var means = new double[rankings[0].Count];
        foreach (var ranking in rankings)
            for (var method = 0; method < means.Length; method++)
                means[method] += ranking[method];
        for (var method = 0; method < means.Length; method++)
            means[method] /= rankings.Count;
        return means;
    }
}
