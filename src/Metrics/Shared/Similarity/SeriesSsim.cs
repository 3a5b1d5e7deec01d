namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Structural similarity of two series of numbers, as scikit-image computes it where it is given flattened maps.</summary>
/// <remarks>
/// Windows of 7 equal weights, C₁ = (0.01 L)², C₂ = (0.03 L)² with L the joint range of both series, variances scaled by 7/6,
/// averaged over the windows that lie wholly inside. Neighbours are neighbours in the row only, and the end of one row meets
/// the start of the next.
/// </remarks>
internal static class SeriesSsim
{
    /// <summary>The length of the window: shorter series have no SSIM.</summary>
    public const int Window = 7;

    private const double SampleCovariance = Window / (Window - 1.0);

    /// <summary>The mean structural similarity of two series of one length, finite and not both constant; in [−1, 1].</summary>
    /// <exception cref="ArgumentException">The lengths differ or are below <see cref="Window"/>.</exception>
    public static double Mean(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count != y.Count || x.Count < Window)
            throw new ArgumentException($"Series of {x.Count} and {y.Count} numbers have no similarity in windows of {Window}.", nameof(y));
        var range = Math.Max(x.Max(), y.Max()) - Math.Min(x.Min(), y.Min());
        var (c1, c2) = (0.01 * range * 0.01 * range, 0.03 * range * 0.03 * range);
        var sum = 0.0;
        for (var start = 0; start <= x.Count - Window; start++)
        {
            double a = 0, b = 0, aa = 0, bb = 0, ab = 0;
            for (var i = start; i < start + Window; i++)
            {
                a += x[i] / Window;
                b += y[i] / Window;
            }
            for (var i = start; i < start + Window; i++)
            {
                var (u, v) = (x[i] - a, y[i] - b);
                aa += u * u / Window;
                bb += v * v / Window;
                ab += u * v / Window;
            }
            sum += (2 * a * b + c1) * (2 * SampleCovariance * ab + c2) / ((a * a + b * b + c1) * (SampleCovariance * (aa + bb) + c2));
        }
        return sum / (x.Count - Window + 1);
    }
}
