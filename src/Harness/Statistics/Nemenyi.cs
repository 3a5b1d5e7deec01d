namespace VisEval.Harness.Statistics;

/// <summary>The critical difference of mean ranks (Nemenyi, 1963; the diagram: Demšar, JMLR, 2006).</summary>
/// <remarks>It depends on which other methods are there (Benavoli, Corani, Mangili, JMLR, 2016): a picture, not a test.</remarks>
internal static class Nemenyi
{
    /// <summary>q_α: the 1 − α quantile of the <see cref="StudentizedRange"/> of k normals, over √2.</summary>
    public static double Q(int k, double alpha = 0.05) => StudentizedRange.Quantile(1 - alpha, k) / Math.Sqrt(2);

    /// <summary>q_α·√(k(k + 1)/(6N)), in ranks.</summary>
    /// <param name="k">The methods, at least 2.</param>
    /// <param name="blocks">N: independent blocks (images), at least 1.</param>
    /// <param name="alpha">In (0, 1).</param>
    public static double CriticalDifference(int k, int blocks, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(blocks);
        return Q(k, alpha) * Math.Sqrt(k * (k + 1) / (6.0 * blocks));
    }

    /// <summary>The bars of the diagram: maximal sets of two or more methods of which no two differ by the critical difference.</summary>
    /// <param name="averageRanks">By method.</param>
    /// <param name="criticalDifference">Methods differ when their ranks differ by at least this.</param>
    /// <returns>Indices, ascending within a group; the group of the best rank first.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(IReadOnlyList<double> averageRanks, double criticalDifference)
    {
        int[] order = [.. Enumerable.Range(0, averageRanks.Count).OrderBy(i => averageRanks[i])];
        var groups = new List<IReadOnlyList<int>>();
        for (int first = 0, end = 0; first < order.Length; first++)
        {
            var reached = end;
            while (end < order.Length && averageRanks[order[end]] - averageRanks[order[first]] < criticalDifference)
                end++;
            // A run that ends where the one before it ended lies inside that one.
            if (end > reached && end - first > 1)
                groups.Add([.. order[first..end].Order()]);
        }
        return groups;
    }
}
