namespace VisEval.Methods.Representation.Shared;

/// <summary>What a map of images keeps of who is near whom.</summary>
/// <remarks>Neighbours are ranked by distance, the nearest other image first; of equally near ones the first in order.</remarks>
internal static class NeighbourQuality
{
    /// <summary>Venna and Kaski's trustworthiness (2001), one value an image, whose mean it is: 1 − 2/(k(2n − 3k − 1))·
    /// Σ_j max(0, r(i,j) − k) over the k neighbours j in <paramref name="shown"/>, r their rank in <paramref name="real"/>.</summary>
    /// <remarks>With the spaces swapped it is continuity. 1 where no stranger is shown as a neighbour.</remarks>
    /// <param name="real">d² in the layer.</param>
    /// <param name="shown">d² in the map.</param>
    /// <param name="k">From 1 to below n/2.</param>
    public static double[] Trustworthiness(GramMatrix real, GramMatrix shown, int k)
    {
        var n = real.Count;
        var (ranks, found) = (new int[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            foreach (var (rank, j) in Neighbours(real, i).Index())
                ranks[j] = rank + 1;
            var strangers = Neighbours(shown, i).Take(k).Sum(j => Math.Max(0, ranks[j] - k));
            found[i] = 1 - 2.0 / (k * (2.0 * n - 3 * k - 1)) * strangers;
        }
        return found;
    }

    /// <summary>Whether the k nearest other images vote for an image's own label, 1 or 0: leave-one-out accuracy.</summary>
    /// <remarks>Of labels with as many votes the one whose voter is nearest wins.</remarks>
    /// <param name="distances">d².</param>
    /// <param name="labels">One an image.</param>
    /// <param name="k">At least 1.</param>
    public static double[] Hits(GramMatrix distances, IReadOnlyList<int> labels, int k) =>
    [
        .. Enumerable.Range(0, distances.Count).Select(i =>
            // Groups stand in the order of their first member, and the first of the largest is taken.
            Neighbours(distances, i).Take(k).GroupBy(j => labels[j]).MaxBy(g => g.Count())!.Key == labels[i] ? 1.0 : 0.0),
    ];

    private static int[] Neighbours(GramMatrix distances, int i)
    {
        var n = distances.Count;
        var (keys, order) = (new (double, int)[n - 1], new int[n - 1]);
        for (int j = 0, place = 0; j < n; j++)
            if (j != i)
            {
                keys[place] = (distances[i, j], j);
                order[place++] = j;
            }
        Array.Sort(keys, order);
        return order;
    }
}
