using MathNet.Numerics.Distributions;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics.Procedures;

/// <summary>The power of the one-sided one-sample t test, exactly, by the noncentral t distribution.</summary>
public static class StudentPower
{
    // The scale of the deviation is integrated over its mean and so many of its deviations, in so many steps of Simpson's rule.
    private const double Reach = 12;
    private const int Steps = 1000;

    /// <summary>P(T ≥ t_(1−α)) where T has n − 1 degrees and noncentrality δ√n/sd.</summary>
    /// <remarks>E Φ(δ√n/sd − t·u) over u, the sample's deviation as a share of the true one: √(χ²/ν).</remarks>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="difference">δ, the true mean gain.</param>
    /// <param name="images">n, at least 2.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    public static double Of(double deviation, double difference, int images, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 2);
        double degrees = images - 1;
        var (critical, shift) = (Student.Quantile(degrees, 1 - alpha), difference * Math.Sqrt(images) / deviation);
        var width = Reach / Math.Sqrt(2 * degrees);
        var (low, high) = (Math.Max(0, 1 - width), 1 + width);
        var (weights, power) = (0.0, 0.0);
        for (var i = 0; i <= Steps; i++)
        {
            var scale = low + (high - low) * i / Steps;
            var weight = Density(scale, degrees) * (i is 0 or Steps ? 1 : i % 2 == 0 ? 2 : 4);
            weights += weight;
            power += weight * Normal.CDF(0, 1, shift - critical * scale);
        }
        // Divided by what the same rule makes of the density, whose constant is thereby not needed.
        return power / weights;
    }

    /// <summary>The fewest images, at least 2, whose t test finds a mean gain of δ with that power.</summary>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="difference">δ, above 0.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    /// <param name="power">The chance of finding it, in (0, 1).</param>
    public static int ImagesToFind(double deviation, double difference, double alpha = 0.05, double power = 0.8)
    {
        // Not knowing the deviation only costs images.
        var images = Math.Max(2, Power.ImagesToFind(deviation, difference, alpha, power));
        while (Of(deviation, difference, images, alpha) < power)
            images++;
        return images;
    }

    /// <summary>The mean gain that the t test of n images finds with just that power.</summary>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="images">n, at least 2.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    /// <param name="power">The chance of finding it, in (0, 1).</param>
    public static double DetectableEffect(double deviation, int images, double alpha = 0.05, double power = 0.8)
    {
        var (low, high) = (0.0, Power.DetectableEffect(deviation, images, alpha, power));
        while (Of(deviation, high, images, alpha) < power)
            (low, high) = (high, 2 * high);
        while (high - low > 1e-12 * high)
        {
            var middle = (low + high) / 2;
            (low, high) = Of(deviation, middle, images, alpha) < power ? (middle, high) : (low, middle);
        }
        return high;
    }

    // Of √(χ²/ν), up to its constant and relative to 1, where it is near its peak.
    private static double Density(double scale, double degrees) =>
        scale == 0 ? degrees > 1 ? 0 : Math.Exp(0.5) : Math.Exp((degrees - 1) * Math.Log(scale) - degrees * (scale * scale - 1) / 2);
}
