using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>How much the values of one cluster (image) resemble each other: the intraclass correlation of a one-way analysis of variance
/// (Fisher, 1925; Kish, Survey Sampling, 1965).</summary>
internal static class IntraclassCorrelation
{
    /// <summary>(B − W)/(B + (m − 1)W), B and W the mean squares between and within clusters of m values: 1 where clusters agree within
    /// themselves, −1/(m − 1) at least.</summary>
    /// <param name="clusters">The values by cluster.</param>
    /// <returns>Null where clusters differ in size or have a single value, there are fewer than two, or all values are equal.</returns>
    public static double? Of(Clusters clusters)
    {
        var (n, m) = (clusters.Count, clusters.Count == 0 ? 0 : clusters[0].Length);
        if (n < 2 || m < 2 || Enumerable.Range(0, n).Any(i => clusters[i].Length != m))
            return null;
        var (between, within, mean) = (0.0, 0.0, ClusterTotals.Of(clusters).Mean);
        for (var i = 0; i < n; i++)
        {
            var own = 0.0;
            foreach (var value in clusters[i])
                own += value / m;
            between += m * (own - mean) * (own - mean) / (n - 1);
            foreach (var value in clusters[i])
                within += (value - own) * (value - own) / (n * (m - 1));
        }
        var whole = between + (m - 1) * within;
        return whole > 0 ? (between - within) / whole : null;
    }
}
