namespace VisEval.Methods.Representation.Shared;

/// <summary>Exact t-SNE into the plane (van der Maaten, Hinton, 2008), with the settings of scikit-learn 1.2 and later.</summary>
/// <remarks>Minimises C = Σ p ln(p/q), q_ij = (1 + ‖y_i − y_j‖²)⁻¹/Σ, by gradient steps with momentum and a gain for every coordinate.
/// While the exaggeration lasts, p is 12-fold.</remarks>
internal static class TSne
{
    private const double Least = 2.220446049250313e-16;
    private const double Exaggeration = 12;
    private const int ExaggeratedSteps = 250;
    private const double LeastGain = 0.01;
    private const double StartSpread = 1e-4;

    /// <summary>The rate where none is given: max(n/12/4, 50).</summary>
    public static double RateFor(int images) => Math.Max(images / Exaggeration / 4, 50);

    /// <summary>Where the steps end, x and y of each image in turn.</summary>
    /// <param name="p">n×n, adding up to 1.</param>
    /// <param name="start">The start; its first coordinate is brought to a standard deviation of 1e-4, the second by the same
    /// factor.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="rate">The length of a step.</param>
    /// <param name="options">Threads; each row's sum is one thread's, so that they change no digit.</param>
    public static double[] Embed(double[] p, double[] start, int steps, double rate, ParallelOptions options)
    {
        var y = Scaled(start);
        var (moves, gains) = (new double[y.Length], Enumerable.Repeat(1.0, y.Length).ToArray());
        for (var step = 0; step < steps; step++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            var early = step < ExaggeratedSteps;
            if (step == ExaggeratedSteps)
            {
                // As in scikit-learn, which starts its second phase afresh; the original program goes on.
                Array.Clear(moves);
                Array.Fill(gains, 1);
            }
            var gradient = Gradient(p, y, options, early ? Exaggeration : 1);
            for (var i = 0; i < y.Length; i++)
            {
                gains[i] = Math.Max(LeastGain, gradient[i] * moves[i] < 0 ? gains[i] + 0.2 : gains[i] * 0.8);
                moves[i] = (early ? 0.5 : 0.8) * moves[i] - rate * gains[i] * gradient[i];
                y[i] += moves[i];
            }
        }
        return y;
    }

    /// <summary>∂C/∂y_i = 4·Σ_j (f·p_ij − q_ij)(y_i − y_j)/(1 + ‖y_i − y_j‖²).</summary>
    /// <param name="p">n×n.</param>
    /// <param name="y">x and y of each image in turn.</param>
    /// <param name="options">Threads.</param>
    /// <param name="exaggeration">f.</param>
    public static double[] Gradient(double[] p, double[] y, ParallelOptions options, double exaggeration = 1)
    {
        var n = y.Length / 2;
        var total = Total(y, options);
        var gradient = new double[y.Length];
        Parallel.For(0, n, options, i =>
        {
            var (x, z, gx, gz) = (y[2 * i], y[2 * i + 1], 0.0, 0.0);
            var row = p.AsSpan(i * n, n);
            for (var j = 0; j < n; j++)
            {
                var (dx, dz) = (x - y[2 * j], z - y[2 * j + 1]);
                var near = 1 / (1 + dx * dx + dz * dz);
                var pull = (exaggeration * row[j] - near / total) * near;
                gx += pull * dx;
                gz += pull * dz;
            }
            (gradient[2 * i], gradient[2 * i + 1]) = (4 * gx, 4 * gz);
        });
        return gradient;
    }

    /// <summary>C = Σ_{i≠j} p_ij ln(p_ij/q_ij); p and q are held to 2.2e-16 at least, as in scikit-learn.</summary>
    public static double Divergence(double[] p, double[] y, ParallelOptions options)
    {
        var n = y.Length / 2;
        var total = Total(y, options);
        var sum = 0.0;
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                {
                    var held = Math.Max(p[i * n + j], Least);
                    sum += held * Math.Log(held / Math.Max(Near(y, i, j) / total, Least));
                }
        return sum;
    }

    private static double Total(double[] y, ParallelOptions options)
    {
        var n = y.Length / 2;
        var rows = new double[n];
        Parallel.For(0, n, options, i =>
        {
            var sum = 0.0;
            for (var j = 0; j < n; j++)
                sum += Near(y, i, j);
            // Without itself.
            rows[i] = sum - 1;
        });
        return rows.Sum();
    }

    private static double Near(double[] y, int i, int j)
    {
        var (dx, dz) = (y[2 * i] - y[2 * j], y[2 * i + 1] - y[2 * j + 1]);
        return 1 / (1 + dx * dx + dz * dz);
    }

    private static double[] Scaled(double[] start)
    {
        double[] first = [.. start.Where((_, i) => i % 2 == 0)];
        var mean = first.Average();
        var deviation = Math.Sqrt(first.Average(v => (v - mean) * (v - mean)));
        return Array.ConvertAll(start, v => deviation > 0 ? v / deviation * StartSpread : v);
    }
}
