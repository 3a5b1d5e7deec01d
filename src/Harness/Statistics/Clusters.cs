namespace VisEval.Harness.Statistics;

/// <summary>Values in clusters that are drawn together: those of one image depend on each other.</summary>
/// <param name="values">The values, cluster by cluster.</param>
/// <param name="starts">Where each cluster begins, and behind them the number of values.</param>
internal sealed class Clusters(double[] values, int[] starts)
{
    /// <summary>Of lists.</summary>
    public static Clusters Of(IReadOnlyList<IReadOnlyList<double>> clusters)
    {
        var starts = new int[clusters.Count + 1];
        for (var i = 0; i < clusters.Count; i++)
            starts[i + 1] = starts[i] + clusters[i].Count;
        return new Clusters([.. clusters.SelectMany(c => c)], starts);
    }

    /// <summary>The number of clusters.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The values of a cluster.</summary>
    public ReadOnlySpan<double> this[int cluster] => values.AsSpan(starts[cluster], starts[cluster + 1] - starts[cluster]);

    /// <summary>The clusters that have a value.</summary>
    public Clusters WithoutEmpty() => new(values, [0, .. starts.Skip(1).Where((end, i) => end > starts[i])]);
}
