using System.Runtime.CompilerServices;

namespace VisEval.Harness.Statistics;

/// <summary>The means over all values of resamples of clusters, and their standard errors.</summary>
/// <remarks>
/// Both come from sums over the drawn clusters of residuals r_i = s_i − θ m_i, so a resample costs one pass: with δ = Σr/Σm its mean
/// is θ + δ and its squares Σ(s − (θ + δ)m)² = Σr² − 2δ Σrm + δ² Σm². Where these nearly cancel, they are summed
/// again one by one.
/// </remarks>
internal sealed class ResampledMeans
{
    // Below this share of Σr², the difference above has lost too many digits.
    private const double Cancelled = 1e-4;

    private readonly double _mean;
    private readonly Cluster[] _clusters;

    /// <param name="totals">The sums and counts of the clusters.</param>
    public ResampledMeans(ClusterTotals totals)
    {
        _mean = totals.Mean;
        _clusters = new Cluster[totals.Count];
        for (var i = 0; i < _clusters.Length; i++)
            _clusters[i] = new Cluster(totals.Sums[i] - _mean * totals.Counts[i], totals.Counts[i]);
    }

    private readonly record struct Cluster(double Residual, double Count);

    /// <summary>θ_b − θ of every resample.</summary>
    public static double[] Shifts(ClusterTotals totals, IEnumerable<int[]> resamples)
    {
        var means = new ResampledMeans(totals);
        return [.. resamples.Select(means.Shift)];
    }

    /// <summary>θ_b − θ and se_b of every resample.</summary>
    public static IEnumerable<(double Shift, double StandardError)> ShiftsAndErrors(ClusterTotals totals, IEnumerable<int[]> resamples)
    {
        var means = new ResampledMeans(totals);
        Func<int[], (double, double)> of = totals.Equal ? means.OfEqual : means.OfUnequal;
        return resamples.Select(of);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Shift(int[] drawn)
    {
        var (sum, rows) = (0.0, 0.0);
        foreach (var index in drawn)
        {
            var cluster = _clusters[index];
            sum += cluster.Residual;
            rows += cluster.Count;
        }
        return sum / rows;
    }

    // Two chains of sums side by side, as an addition waits for the one before it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Shift, double StandardError) OfEqual(int[] drawn)
    {
        var (sum, squares, otherSum, otherSquares, i) = (0.0, 0.0, 0.0, 0.0, 0);
        for (; i + 1 < drawn.Length; i += 2)
        {
            var (one, other) = (_clusters[drawn[i]].Residual, _clusters[drawn[i + 1]].Residual);
            sum += one;
            squares += one * one;
            otherSum += other;
            otherSquares += other * other;
        }
        if (i < drawn.Length)
        {
            var last = _clusters[drawn[i]].Residual;
            sum += last;
            squares += last * last;
        }
        sum += otherSum;
        squares += otherSquares;
        return OfEqual(drawn, sum, squares);
    }

    /// <summary>r_i.</summary>
    public double ResidualOf(int cluster) => _clusters[cluster].Residual;

    /// <summary>θ_b − θ and se_b of clusters of one size, from the sums over a resample.</summary>
    /// <param name="drawn">The resample.</param>
    /// <param name="sum">Σ r_i.</param>
    /// <param name="squares">Σ r_i².</param>
    public (double Shift, double StandardError) OfEqual(int[] drawn, double sum, double squares)
    {
        var count = _clusters[0].Count;
        return Error(drawn, sum, squares, sum * count, drawn.Length * count, drawn.Length * count * count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Shift, double StandardError) OfUnequal(int[] drawn)
    {
        var (sum, squares, products, rows, squaredRows) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var index in drawn)
        {
            var (residual, count) = _clusters[index];
            sum += residual;
            squares += residual * residual;
            products += residual * count;
            rows += count;
            squaredRows += count * count;
        }
        return Error(drawn, sum, squares, products, rows, squaredRows);
    }

    private (double Shift, double StandardError) Error(
        int[] drawn, double sum, double squares, double products, double rows, double squaredRows)
    {
        var shift = sum / rows;
        var spread = squares - 2 * shift * products + shift * shift * squaredRows;
        if (spread <= Cancelled * squares)
            spread = Spread(drawn, shift);
        return (shift, Math.Sqrt(spread * drawn.Length / (drawn.Length - 1)) / rows);
    }

    private double Spread(int[] drawn, double shift)
    {
        var spread = 0.0;
        foreach (var index in drawn)
        {
            var residual = _clusters[index].Residual - shift * _clusters[index].Count;
            spread += residual * residual;
        }
        return spread;
    }
}
