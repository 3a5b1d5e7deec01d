namespace VisEval.Harness.Statistics;

/// <summary>The sum and the number of values of each cluster (image): what a mean over all values, its error and its tests need.</summary>
/// <remarks>The mean over all values is a ratio, θ = Σ s_i / Σ m_i, since images may have different numbers of values.</remarks>
internal sealed class ClusterTotals
{
    // Of the size of the values: what differs by less is rounding.
    private const double Rounding = 1e-12;

    private readonly double[] _sums;
    private readonly int[] _counts;

    /// <param name="sums">s_i, the sum of each cluster's values; finite.</param>
    /// <param name="counts">m_i, the number of its values; at least 1.</param>
    /// <exception cref="ArgumentException">The lengths differ, a sum is not finite, or a cluster has no value.</exception>
    public ClusterTotals(double[] sums, int[] counts)
    {
        if (sums.Length != counts.Length)
            throw new ArgumentException($"Each cluster has a sum and a count, not {sums.Length} and {counts.Length}.", nameof(counts));
        if (!sums.All(double.IsFinite))
            throw new ArgumentException("A mean is of finite values; leave the others out, or give their cell a state.", nameof(sums));
        if (counts.Any(c => c < 1))
            throw new ArgumentException("Every cluster has a value; leave empty ones out.", nameof(counts));
        (_sums, _counts) = (sums, counts);
        Rows = counts.Sum(c => (long)c);
        Equal = counts.All(c => c == counts[0]);
        foreach (var sum in sums)
            (Sum, Size) = (Sum + sum, Size + Math.Abs(sum));
    }

    /// <summary>Of values by cluster; clusters without a value are left out.</summary>
    public static ClusterTotals Of(Clusters clusters)
    {
        var filled = clusters.WithoutEmpty();
        var (sums, counts) = (new double[filled.Count], new int[filled.Count]);
        for (var i = 0; i < sums.Length; i++)
        {
            counts[i] = filled[i].Length;
            foreach (var value in filled[i])
                sums[i] += value;
        }
        return new ClusterTotals(sums, counts);
    }

    /// <summary>Of clusters of one value each.</summary>
    public static ClusterTotals OfSingles(IEnumerable<double> values)
    {
        double[] sums = [.. values];
        return new ClusterTotals(sums, [.. sums.Select(_ => 1)]);
    }

    /// <summary>n, the number of clusters.</summary>
    public int Count => _sums.Length;

    /// <summary>M = Σ m_i, the number of values.</summary>
    public long Rows { get; }

    /// <summary>S = Σ s_i.</summary>
    public double Sum { get; }

    /// <summary>s_i.</summary>
    public ReadOnlySpan<double> Sums => _sums;

    /// <summary>m_i.</summary>
    public ReadOnlySpan<int> Counts => _counts;

    /// <summary>θ = S/M, the mean of all values; NaN without a cluster.</summary>
    public double Mean => Sum / Rows;

    /// <summary>Whether all clusters have as many values.</summary>
    public bool Equal { get; }

    /// <summary>The linearised standard error of the mean, √(n/(n−1)·Σ (s_i − θ m_i)²)/M; NaN below two clusters.</summary>
    /// <remarks>The ratio estimator's (Cochran, Sampling Techniques, 1977, chapter 6); s/√n where all clusters are of one size.</remarks>
    public double StandardError
    {
        get
        {
            if (Count < 2)
                return double.NaN;
            var (mean, squares) = (Mean, 0.0);
            for (var i = 0; i < _sums.Length; i++)
            {
                var residual = _sums[i] - mean * _counts[i];
                squares += residual * residual;
            }
            return Math.Sqrt(squares * Count / (Count - 1)) / Rows;
        }
    }

    /// <summary>What a difference between two means, or a standard error, has to exceed to be more than rounding:
    /// 1e-12·Σ|s_i|/M.</summary>
    public double Slack => Rounding * Size / Rows;

    /// <summary>Whether the clusters' means differ by more than rounding.</summary>
    public bool HasSpread => StandardError > Slack;

    // Σ|s_i|
    internal double Size { get; }

    /// <summary>The clusters' means, each counted once: the mean of cluster means in place of the mean of all values.</summary>
    public ClusterTotals Means() => OfSingles(_sums.Select((s, i) => s / _counts[i]));

    /// <summary>Every value moved by as much: s_i + m_i·<paramref name="by"/>.</summary>
    public ClusterTotals Shifted(double by) => new([.. _sums.Select((s, i) => s + _counts[i] * by)], _counts);
}
