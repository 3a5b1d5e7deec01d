using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics;

/// <summary>The <see cref="ResampledMeans"/> of several means over as many clusters, each of clusters of one size: a resample is gone
/// through once for a vector of them. Every sum is added in the same order as alone, so that the numbers are the same.</summary>
internal static class ResampledTogether
{
    /// <summary>By mean, θ_b − θ and se_b of every resample.</summary>
    /// <param name="means">The means.</param>
    /// <param name="resamples">As many clusters as there are, in each.</param>
    public static (double Shift, double StandardError)[][] ShiftsAndErrors(IReadOnlyList<ClusterTotals> means, int[][] resamples)
    {
        ResampledMeans[] alone = [.. means.Select(m => new ResampledMeans(m))];
        var found = new (double, double)[means.Count][];
        for (var mean = 0; mean < found.Length; mean++)
            found[mean] = new (double, double)[resamples.Length];
        Span<double> sums = stackalloc double[Vector<double>.Count];
        Span<double> squares = stackalloc double[Vector<double>.Count];
        for (var first = 0; first < alone.Length; first += Vector<double>.Count)
        {
            var lanes = alone.AsSpan(first, Math.Min(Vector<double>.Count, alone.Length - first));
            var residuals = SideBySide(lanes, means[0].Count);
            for (var b = 0; b < resamples.Length; b++)
            {
                var (sum, square) = Sums(resamples[b], residuals);
                sum.CopyTo(sums);
                square.CopyTo(squares);
                for (var lane = 0; lane < lanes.Length; lane++)
                    found[first + lane][b] = lanes[lane].OfEqual(resamples[b], sums[lane], squares[lane]);
            }
        }
        return found;
    }

    private static Vector<double>[] SideBySide(ReadOnlySpan<ResampledMeans> lanes, int clusters)
    {
        var residuals = new Vector<double>[clusters];
        var values = MemoryMarshal.Cast<Vector<double>, double>(residuals.AsSpan());
        for (var lane = 0; lane < lanes.Length; lane++)
            for (var i = 0; i < clusters; i++)
                values[i * Vector<double>.Count + lane] = lanes[lane].ResidualOf(i);
        return residuals;
    }

    // Two chains of sums side by side, as in ResampledMeans.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (Vector<double> Sum, Vector<double> Squares) Sums(int[] drawn, Vector<double>[] residuals)
    {
        var (sum, squares, otherSum, otherSquares) = (Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero, Vector<double>.Zero);
        var i = 0;
        for (; i + 1 < drawn.Length; i += 2)
        {
            var (one, other) = (residuals[drawn[i]], residuals[drawn[i + 1]]);
            sum += one;
            squares += one * one;
            otherSum += other;
            otherSquares += other * other;
        }
        if (i < drawn.Length)
        {
            var last = residuals[drawn[i]];
            sum += last;
            squares += last * last;
        }
        return (sum + otherSum, squares + otherSquares);
    }
}
