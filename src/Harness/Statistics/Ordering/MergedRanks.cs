namespace VisEval.Harness.Statistics.Ordering;

/// <summary>Ranks over several networks, each network of equal weight, images joint.</summary>
/// <remarks>
/// In every network and image the mean rank becomes (r − ½)/k, k the methods there. Per network the mean over its images, then the
/// mean over the networks that the method is on. An image's part of it is what <see cref="PlaceIntervals"/> takes: one flip an image then
/// flips all networks. A method on other networks than a second one is compared by these merged numbers.
/// </remarks>
internal static class MergedRanks
{
    /// <summary>By image, one value a method, whose mean over images is the method's merged rank in (0, 1); lower is better.</summary>
    /// <param name="networks">By network, the ranks within images of the methods that it has.</param>
    /// <param name="methodsOf">By network, which method each column is, by index.</param>
    /// <param name="images">All images.</param>
    /// <param name="methods">All methods.</param>
    /// <exception cref="ArgumentException">A method is on no network with an image.</exception>
    public static IReadOnlyList<IReadOnlyList<double>> Of(
        IReadOnlyList<ImageRanks> networks, IReadOnlyList<IReadOnlyList<int>> methodsOf, int images, int methods)
    {
        var merged = new double[images][];
        for (var i = 0; i < images; i++)
            merged[i] = new double[methods];
        var present = networks.Zip(methodsOf).Where(n => n.First.Images.Count > 0).ToList();
        int[] on = [.. Enumerable.Range(0, methods).Select(m => present.Count(n => n.Second.Contains(m)))];
        if (on.Contains(0))
            throw new ArgumentException($"Method {Array.IndexOf(on, 0)} is on no network; leave it out.", nameof(methodsOf));
        foreach (var (ranks, columns) in present)
            foreach (var (image, row) in ranks.Images.Zip(ranks.ByImage))
                for (var column = 0; column < columns.Count; column++)
                    merged[image][columns[column]] +=
                        NormalisedRank.Of(row[column], columns.Count) * images / ((double)ranks.Images.Count * on[columns[column]]);
        return merged;
    }
}
