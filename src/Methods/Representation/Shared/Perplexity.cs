namespace VisEval.Methods.Representation.Shared;

/// <summary>The similarities of t-SNE in the layer: p_j|i ∝ exp(−β_i d²_ij), β_i such that the entropy of every image's row is
/// ln(perplexity).</summary>
internal static class Perplexity
{
    private const int MostTries = 100;
    private const double Tolerance = 1e-5;

    /// <summary>P = (p_j|i + p_i|j)/2n, n·n values that add up to 1, with a zero diagonal.</summary>
    /// <param name="distances">d², n×n.</param>
    /// <param name="perplexity">Above 1; n − 1 is at least three times as much.</param>
    /// <param name="options">Threads.</param>
    public static double[] Joint(GramMatrix distances, double perplexity, ParallelOptions options)
    {
        var n = distances.Count;
        var p = new double[n * n];
        Parallel.For(0, n, options, i => Conditional(distances.Row(i), i, Math.Log(perplexity), p.AsSpan(i * n, n)));
        for (var i = 0; i < n; i++)
            for (var j = 0; j < i; j++)
                p[i * n + j] = p[j * n + i] = (p[i * n + j] + p[j * n + i]) / (2 * n);
        return p;
    }

    /// <summary>p_j|i of one image, by bisection of β.</summary>
    /// <remarks>Where all other images are equally far the entropy is ln(n − 1) for every β: the tries end, and the row is even.</remarks>
    /// <param name="distances">d²_ij.</param>
    /// <param name="self">i.</param>
    /// <param name="entropy">ln(perplexity).</param>
    /// <param name="row">The result.</param>
    internal static void Conditional(ReadOnlySpan<double> distances, int self, double entropy, Span<double> row)
    {
        var nearest = double.PositiveInfinity;
        for (var j = 0; j < distances.Length; j++)
            if (j != self)
                nearest = Math.Min(nearest, distances[j]);
        var (beta, low, high) = (1.0, double.NegativeInfinity, double.PositiveInfinity);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var found = Fill(distances, self, nearest, beta, row);
            if (Math.Abs(found - entropy) <= Tolerance)
                return;
            if (found > entropy)
                (low, beta) = (beta, double.IsPositiveInfinity(high) ? beta * 2 : (beta + high) / 2);
            else
                (high, beta) = (beta, double.IsNegativeInfinity(low) ? beta / 2 : (beta + low) / 2);
        }
    }

    // H = ln Z + β·Σ p·(d² − nearest): distances from the nearest keep Z at 1 or more.
    private static double Fill(ReadOnlySpan<double> distances, int self, double nearest, double beta, Span<double> row)
    {
        var (total, weighted) = (0.0, 0.0);
        for (var j = 0; j < row.Length; j++)
        {
            var beyond = distances[j] - nearest;
            row[j] = j == self ? 0 : Math.Exp(-beta * beyond);
            total += row[j];
            weighted += j == self ? 0 : row[j] * beyond;
        }
        foreach (ref var value in row)
            value /= total;
        return Math.Log(total) + beta * weighted / total;
    }
}
