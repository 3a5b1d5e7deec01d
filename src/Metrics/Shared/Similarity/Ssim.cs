using System.Buffers;
using System.Numerics;
using VisEval.Core;

namespace VisEval.Metrics.Shared.Similarity;

/// <summary>Structural similarity (Wang et al., IEEE Transactions on Image Processing 2004).</summary>
/// <remarks>
/// ((2μ_xμ_y+C₁)(2σ_xy+C₂)) / ((μ_x²+μ_y²+C₁)(σ_x²+σ_y²+C₂)) in Gaussian windows of σ = 1.5 cut to 11×11,
/// C₁ = (0.01 R)², C₂ = (0.03 R)² for values that range over R, averaged over the windows that lie wholly inside. Variances are
/// scaled by 121/120, as scikit-image does by default.
/// </remarks>
internal static class Ssim
{
    /// <summary>The side of the window: smaller maps have no SSIM.</summary>
    public const int Window = 11;

    private const int Moments = 5;
    private const double SampleCovariance = Window * Window / (Window * Window - 1.0);
    private static readonly double[] Taps = GaussianTaps();

    /// <summary>The mean structural similarity of two maps of one size with values in [0, 1]; in [−1, 1], 1 for equal maps.</summary>
    /// <param name="x">A map.</param>
    /// <param name="y">Another.</param>
    /// <param name="range">The range R that the values are taken to have.</param>
    /// <exception cref="ArgumentException">The sizes differ or a side is shorter than <see cref="Window"/>.</exception>
    public static double Mean(SaliencyMap x, SaliencyMap y, double range = 1)
    {
        var (height, width) = (x.Height, x.Width);
        if (y.Height != height || y.Width != width)
            throw new ArgumentException($"{y.Height}×{y.Width} cannot be compared with {height}×{width}.", nameof(y));
        if (height < Window || width < Window)
            throw new ArgumentException($"{height}×{width} is smaller than the window of {Window}×{Window}.", nameof(x));

        // Five moments of each column of the current row of windows, and of each window; the row is all that is kept.
        var windows = width - Window + 1;
        var rented = ArrayPool<double>.Shared.Rent(Moments * (width + windows));
        var (columns, means) = (new Row(0, width), new Row(Moments * width, windows));
        var sum = 0.0;
        for (var top = 0; top <= height - Window; top++)
        {
            Array.Clear(rented, 0, Moments * (width + windows));
            for (var tap = 0; tap < Window; tap++)
            {
                var start = (top + tap) * width;
                Accumulate(x.Values.AsSpan(start, width), y.Values.AsSpan(start, width), Taps[tap], rented, columns);
            }
            for (var moment = 0; moment < Moments; moment++)
                for (var tap = 0; tap < Window; tap++)
                    SpanMath.AddScaled(columns.Of(rented, moment).Slice(tap, windows), Taps[tap], means.Of(rented, moment));
            for (var left = 0; left < windows; left++)
                sum += Similarity(
                    means.Of(rented, 0)[left], means.Of(rented, 1)[left], means.Of(rented, 2)[left], means.Of(rented, 3)[left],
                    means.Of(rented, 4)[left], range);
        }
        ArrayPool<double>.Shared.Return(rented);
        return sum / ((height - Window + 1.0) * (width - Window + 1.0));
    }

    // Every column adds up the same terms in the same order at every vector width.
    private static void Accumulate(ReadOnlySpan<float> x, ReadOnlySpan<float> y, double weight, double[] moments, Row columns)
    {
        Span<double> sumX = columns.Of(moments, 0), sumY = columns.Of(moments, 1);
        Span<double> sumXX = columns.Of(moments, 2), sumYY = columns.Of(moments, 3), sumXY = columns.Of(moments, 4);
        y = y[..x.Length];
        var (i, lanes) = (0, Vector<double>.Count);
        for (; i <= x.Length - 2 * lanes; i += 2 * lanes)
        {
            Vector.Widen(Lanes.At(x, i), out var lowX, out var highX);
            Vector.Widen(Lanes.At(y, i), out var lowY, out var highY);
            Add(sumX, i, weight * lowX, weight * highX);
            Add(sumY, i, weight * lowY, weight * highY);
            Add(sumXX, i, weight * lowX * lowX, weight * highX * highX);
            Add(sumYY, i, weight * lowY * lowY, weight * highY * highY);
            Add(sumXY, i, weight * lowX * lowY, weight * highX * highY);
        }
        for (; i < x.Length; i++)
        {
            double a = x[i], b = y[i];
            sumX[i] += weight * a;
            sumY[i] += weight * b;
            sumXX[i] += weight * a * a;
            sumYY[i] += weight * b * b;
            sumXY[i] += weight * a * b;
        }
    }

    private static void Add(Span<double> sums, int start, Vector<double> low, Vector<double> high)
    {
        var second = start + Vector<double>.Count;
        Lanes.Set(sums, start, Lanes.At<double>(sums, start) + low);
        Lanes.Set(sums, second, Lanes.At<double>(sums, second) + high);
    }

    private static double Similarity(double x, double y, double xx, double yy, double xy, double range)
    {
        var (c1, c2) = (0.01 * range * (0.01 * range), 0.03 * range * (0.03 * range));
        var variances = SampleCovariance * (xx - x * x + yy - y * y);
        var covariance = SampleCovariance * (xy - x * y);
        return (2 * x * y + c1) * (2 * covariance + c2) / ((x * x + y * y + c1) * (variances + c2));
    }

    // Where the moments of a row lie in the rented array, one after the other.
    private readonly record struct Row(int Start, int Length)
    {
        public Span<double> Of(double[] values, int moment) => values.AsSpan(Start + moment * Length, Length);
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
