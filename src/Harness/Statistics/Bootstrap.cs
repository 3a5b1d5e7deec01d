using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>The percentile bootstrap of a mean (Efron, Annals of Statistics, 1979; Efron and Tibshirani, 1993, chapter 13).</summary>
internal static class Bootstrap
{
    /// <summary>An interval for the mean of all values when whole clusters are drawn with replacement.</summary>
    /// <remarks>
    /// Each resample draws as many clusters as there are and takes the mean Σ values / Σ counts over them; the ends are the type-7
    /// quantiles (1 ∓ level)/2 of these means. Values of one cluster depend on each other (two targets of one image), so they are
    /// drawn together. The same seed and number of clusters give the same draws, whatever the values.
    /// </remarks>
    /// <param name="clusters">The values of each cluster; none empty.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="resamples">How many resamples are drawn.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    /// <exception cref="ArgumentException">There is no cluster, an empty one, no resample, or the level is not in (0, 1).</exception>
    public static Interval PercentileInterval(
        IReadOnlyList<IReadOnlyList<double>> clusters, Seed seed, int resamples = 2000, double level = 0.95)
    {
        if (clusters.Count == 0 || clusters.Any(c => c.Count == 0))
            throw new ArgumentException("A bootstrap needs clusters, each with a value.", nameof(clusters));
        return PercentileInterval(Clusters.Of(clusters), Draws(clusters.Count, seed, resamples), level);
    }

    /// <summary>As above, with the clusters of each resample given by index.</summary>
    public static Interval PercentileInterval(Clusters clusters, IEnumerable<int[]> resamples, double level)
    {
        var (sums, counts) = (new double[clusters.Count], new int[clusters.Count]);
        for (var i = 0; i < sums.Length; i++)
        {
            counts[i] = clusters[i].Length;
            foreach (var value in clusters[i])
                sums[i] += value;
        }
        var means = new List<double>();
        // Mostly every cluster has as many values as the others, and the divisor is the same in every resample.
        if (counts.All(c => c == counts[0]))
            foreach (var resample in resamples)
                means.Add(SumOf(resample, sums) / ((long)counts[0] * resample.Length));
        else
            foreach (var resample in resamples)
                means.Add(SumOf(resample, sums) / CountOf(resample, counts));
        return Ends(CollectionsMarshal.AsSpan(means), level);
    }

    /// <summary>An interval for any statistic of images that are drawn with replacement; null where no resample has a value.</summary>
    /// <param name="statistic">The statistic of the drawn images, given by index; null where it does not exist, and the resample is left
    /// out.</param>
    /// <param name="resamples">The images of each resample.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public static Interval? PercentileInterval(Func<int[], double?> statistic, IEnumerable<int[]> resamples, double level) =>
        PercentileInterval(resamples.Select(statistic), level);

    /// <summary>An interval for a statistic whose value in each resample is known; null where no resample has a value.</summary>
    /// <param name="values">One a resample; null where the statistic does not exist, and the resample is left out.</param>
    /// <param name="level">The coverage aimed at, in (0, 1).</param>
    public static Interval? PercentileInterval(IEnumerable<double?> values, double level)
    {
        double[] found = [.. values.OfType<double>()];
        return found.Length == 0 ? null : Ends(found, level);
    }

    /// <summary>The resamples of a seed: each as many images as there are, by index.</summary>
    public static IEnumerable<int[]> Draws(int images, Seed seed, int resamples)
    {
        var random = seed.Random();
        for (var i = 0; i < resamples; i++)
            yield return Draw(random, images);
    }

    private static Interval Ends(Span<double> values, double level)
    {
        Interval.CheckLevel(level);
        return new Interval(Quantile.OfReordered(values, (1 - level) / 2), Quantile.OfReordered(values, (1 + level) / 2));
    }

    // The loops of a report are compiled for speed at once: it is over before they would be compiled again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double SumOf(int[] resample, double[] sums)
    {
        var sum = 0.0;
        foreach (var index in resample)
            sum += sums[index];
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long CountOf(int[] resample, int[] counts)
    {
        var count = 0L;
        foreach (var index in resample)
            count += counts[index];
        return count;
    }

    private static int[] Draw(RandomSource random, int count)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
            indices[i] = random.NextInt(count);
        return indices;
    }
}
