namespace VisEval.Harness.Statistics;

/// <summary>A number over several networks that counts each of them alike.</summary>
/// <remarks>
/// The mean over networks of the network's mean over its rows. The cluster is the image, drawn and flipped for all networks at once: they
/// look at the same picture. What it says holds for these networks, not for networks at large.
/// </remarks>
/// <param name="networks">By network, the rows of every image, none where the network does not have the image; the same images in the
/// same order. At least one network, none without a row.</param>
/// <exception cref="ArgumentException">There is no network, one without rows, or the images differ.</exception>
internal sealed class MergedNetworks(IReadOnlyList<Clusters> networks)
{
    private readonly IReadOnlyList<(double[] Sums, int[] Counts)> _networks = Check(networks);

    /// <summary>The number of images.</summary>
    public int Images => networks[0].Count;

    /// <summary>By network, the mean over its rows.</summary>
    public IReadOnlyList<double> ByNetwork => [.. _networks.Select(n => n.Sums.Sum() / n.Counts.Sum())];

    /// <summary>The mean of <see cref="ByNetwork"/>.</summary>
    public double Mean => ByNetwork.Average();

    /// <summary>The mean over all rows, whichever network they are of: to tell the two apart.</summary>
    public double PooledRows => _networks.Sum(n => n.Sums.Sum()) / _networks.Sum(n => n.Counts.Sum());

    /// <summary>By image, its part of <see cref="Mean"/>: the mean over networks of (sum of its rows)/(rows of the network). What the
    /// sign-flip test flips.</summary>
    public IReadOnlyList<double> Parts
    {
        get
        {
            double[] rows = [.. _networks.Select(n => (double)n.Counts.Sum())];
            return [.. Enumerable.Range(0, Images).Select(i => _networks.Zip(rows, (n, count) => n.Sums[i] / count).Average())];
        }
    }

    /// <summary>The merged mean over drawn images; null where a network has no row among them.</summary>
    /// <param name="images">The images, repeated as drawn.</param>
    public double? Over(ReadOnlySpan<int> images)
    {
        var sum = 0.0;
        foreach (var (sums, counts) in _networks)
        {
            var (total, count) = (0.0, 0);
            foreach (var image in images)
                (total, count) = (total + sums[image], count + counts[image]);
            if (count == 0)
                return null;
            sum += total / count;
        }
        return sum / _networks.Count;
    }

    /// <summary>The percentile interval over resamples of the images; resamples in which a network has no row are left out.</summary>
    public Interval? PercentileInterval(IEnumerable<int[]> resamples, double level = 0.95) =>
        Bootstrap.PercentileInterval(images => Over(images), resamples, level);

    private static IReadOnlyList<(double[] Sums, int[] Counts)> Check(IReadOnlyList<Clusters> networks)
    {
        if (networks.Count == 0 || networks.Any(n => n.Count != networks[0].Count))
            throw new ArgumentException("Networks are merged over the same images in the same order.", nameof(networks));
        if (networks.Any(n => n.WithoutEmpty().Count == 0))
            throw new ArgumentException("A network without a row has no mean; leave it out.", nameof(networks));
        return
        [
            .. networks.Select(n => (
                (double[])[.. Enumerable.Range(0, n.Count).Select(i => n[i].ToArray().Sum())],
                (int[])[.. Enumerable.Range(0, n.Count).Select(i => n[i].Length)])),
        ];
    }
}
