using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Structural similarity (Wang et al., IEEE Transactions on Image Processing 2004).</summary>
/// <remarks>
/// ((2μ_xμ_y+C₁)(2σ_xy+C₂)) / ((μ_x²+μ_y²+C₁)(σ_x²+σ_y²+C₂)) in Gaussian windows of σ = 1.5 cut to 11×11, C₁ = 0.01², C₂ = 0.03²
/// (values range over 1), averaged over the windows that lie wholly inside. Variances are scaled by 121/120, as scikit-image does by
/// default.
/// </remarks>
public static class Ssim
{
    /// <summary>The side of the window: smaller maps have no SSIM.</summary>
    public const int Window = 11;

    private const double C1 = 0.01 * 0.01;
    private const double C2 = 0.03 * 0.03;
    private const double SampleCovariance = Window * Window / (Window * Window - 1.0);
    private static readonly double[] Taps = GaussianTaps();

    /// <summary>The mean structural similarity of two maps of one size with values in [0, 1]; in [−1, 1], 1 for equal maps.</summary>
    /// <exception cref="ArgumentException">The sizes differ or a side is shorter than <see cref="Window"/>.</exception>
    public static double Mean(SaliencyMap x, SaliencyMap y)
    {
        var (height, width) = (x.Height, x.Width);
        if (y.Height != height || y.Width != width)
            throw new ArgumentException($"{y.Height}×{y.Width} cannot be compared with {height}×{width}.", nameof(y));
        if (height < Window || width < Window)
            throw new ArgumentException($"{height}×{width} is smaller than the window of {Window}×{Window}.", nameof(x));

        // Five moments of each column of the current row of windows; the row is all that is kept.
        Span<double> moments = new double[5 * width];
        var sum = 0.0;
        for (var top = 0; top <= height - Window; top++)
        {
            moments.Clear();
            for (var tap = 0; tap < Window; tap++)
            {
                var start = (top + tap) * width;
                Accumulate(x.Values.AsSpan(start, width), y.Values.AsSpan(start, width), Taps[tap], moments);
            }
            for (var left = 0; left <= width - Window; left++)
                sum += Similarity(moments, left, width);
        }
        return sum / ((height - Window + 1.0) * (width - Window + 1.0));
    }

    private static void Accumulate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double weight, Span<double> moments)
    {
        var width = x.Length;
        for (var i = 0; i < width; i++)
        {
            double a = x[i], b = y[i];
            moments[i] += weight * a;
            moments[width + i] += weight * b;
            moments[2 * width + i] += weight * a * a;
            moments[3 * width + i] += weight * b * b;
            moments[4 * width + i] += weight * a * b;
        }
    }

    private static double Similarity(ReadOnlySpan<double> moments, int left, int width)
    {
        double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
        for (var tap = 0; tap < Window; tap++)
        {
            var (weight, i) = (Taps[tap], left + tap);
            x += weight * moments[i];
            y += weight * moments[width + i];
            xx += weight * moments[2 * width + i];
            yy += weight * moments[3 * width + i];
            xy += weight * moments[4 * width + i];
        }
        var variances = SampleCovariance * (xx - x * x + yy - y * y);
        var covariance = SampleCovariance * (xy - x * y);
        return (2 * x * y + C1) * (2 * covariance + C2) / ((x * x + y * y + C1) * (variances + C2));
    }

    private static double[] GaussianTaps()
    {
        var taps = new double[Window];
        for (var i = 0; i < Window; i++)
            taps[i] = Math.Exp(-(i - Window / 2) * (i - Window / 2) / (2 * 1.5 * 1.5));
        var sum = taps.Sum();
        return [.. taps.Select(t => t / sum)];
    }
}
