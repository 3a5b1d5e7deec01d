namespace VisEval.Methods.Shared.Layers;

/// <summary>Agglomerative clustering with complete linkage: as long as two clusters are nearer than a threshold, the nearest two merge;
/// the distance of two clusters is that of their farthest members (Sørensen, 1948).</summary>
internal static class CompleteLinkage
{
    /// <summary>The members of every cluster, in the order of their first.</summary>
    /// <param name="distances">n×n, symmetric; overwritten.</param>
    /// <param name="threshold">The distance at and above which clusters are not merged.</param>
    public static IReadOnlyList<IReadOnlyList<int>> Cluster(double[,] distances, double threshold)
    {
        var clusters = Enumerable.Range(0, distances.GetLength(0)).Select(i => (Number: i, Members: new List<int> { i })).ToList();
        while (Nearest(clusters, distances) is var (a, b, distance) && distance < threshold)
        {
            foreach (var (other, _) in clusters)
                distances[clusters[a].Number, other] = distances[other, clusters[a].Number] =
                    Math.Max(distances[clusters[a].Number, other], distances[clusters[b].Number, other]);
            clusters[a].Members.AddRange(clusters[b].Members);
            clusters.RemoveAt(b);
        }
        return [.. clusters.Select(c => c.Members)];
    }

    private static (int First, int Second, double Distance) Nearest(List<(int Number, List<int> Members)> clusters, double[,] distances)
    {
        var nearest = (0, 0, double.PositiveInfinity);
        for (var a = 0; a < clusters.Count; a++)
            for (var b = a + 1; b < clusters.Count; b++)
                if (distances[clusters[a].Number, clusters[b].Number] is var distance && distance < nearest.Item3)
                    nearest = (a, b, distance);
        return nearest;
    }
}
