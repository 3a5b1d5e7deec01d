using MathNet.Numerics.Distributions;

namespace VisEval.Harness.Statistics;

/// <summary>How many images a test needs, and the smallest effect that so many can show, by the normal approximation.</summary>
/// <remarks>
/// The standard deviation is that of the images' gains. The sign-flip test has the power promised with about 2 images more, 4 below 10
/// images. Corrected by Holm over m tests, α/m takes the place of α.
/// </remarks>
internal static class Power
{
    /// <summary>The fewest images below which no mark is given, however few tests there are.</summary>
    public const int LeastImages = 5;

    /// <summary>The fewest images with which a one-sided sign-flip test can reach α among m tests corrected by Holm:
    /// 2⁻ⁿ ≤ α/m.</summary>
    /// <param name="tests">m, at least 1.</param>
    /// <param name="alpha">In (0, 1).</param>
    public static int ImagesToMark(int tests, double alpha = 0.05)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tests, 1);
        CheckProbability(alpha);
        return Math.Max(LeastImages, (int)Math.Ceiling(Math.Log2(tests / alpha) - 1e-12));
    }

    /// <summary>⌈(z_(1−α) + z_power)²·sd²/δ²⌉ images to find a mean gain of δ.</summary>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="difference">δ, above 0.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    /// <param name="power">The chance of finding it, in (0, 1).</param>
    public static int ImagesToFind(double deviation, double difference, double alpha = 0.05, double power = 0.8) =>
        Whole(Math.Pow((Z(1 - alpha) + Z(power)) * deviation / difference, 2));

    /// <summary>(z_(1−α) + z_power)·sd/√n: the mean gain that n images find with that power.</summary>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="images">n, at least 1.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    /// <param name="power">The chance of finding it, in (0, 1).</param>
    public static double DetectableEffect(double deviation, int images, double alpha = 0.05, double power = 0.8) =>
        (Z(1 - alpha) + Z(power)) * deviation / Math.Sqrt(images);

    /// <summary>⌈(z_(1−α) + z_((1+power)/2))²·sd²/margin²⌉ images to show equivalence where there is no difference.</summary>
    /// <param name="deviation">The standard deviation of the images' gains.</param>
    /// <param name="margin">Above 0.</param>
    /// <param name="alpha">Of each of the two tests, in (0, 1).</param>
    /// <param name="power">The chance of showing it, in (0, 1).</param>
    public static int ImagesToShowEquivalence(double deviation, double margin, double alpha = 0.05, double power = 0.8) =>
        Whole(Math.Pow((Z(1 - alpha) + Z((1 + power) / 2)) * deviation / margin, 2));

    /// <summary>⌈(z_(1−α)·√ψ + z_power·√(ψ − δ²))²/δ²⌉ images for McNemar's test
    /// (Connor, Biometrics, 1987).</summary>
    /// <param name="changed">ψ, the share of images whose hit changes.</param>
    /// <param name="difference">δ, gained less lost as a share of all images; above 0, at most ψ.</param>
    /// <param name="alpha">One-sided, in (0, 1).</param>
    /// <param name="power">The chance of finding it, in (0, 1).</param>
    public static int ImagesForHits(double changed, double difference, double alpha = 0.05, double power = 0.8) =>
        Whole(Math.Pow((Z(1 - alpha) * Math.Sqrt(changed) + Z(power) * Math.Sqrt(changed - difference * difference)) / difference, 2));

    /// <summary>⌈rows·(1 + (m − 1)·ρ)/m⌉ images where as many independent rows would do (Kish, Survey Sampling, 1965).</summary>
    /// <param name="rows">The independent rows needed.</param>
    /// <param name="rowsAnImage">m.</param>
    /// <param name="correlation">ρ, the intraclass correlation.</param>
    public static int ImagesForRows(double rows, int rowsAnImage, double correlation) =>
        Whole(rows * (1 + (rowsAnImage - 1) * correlation) / rowsAnImage);

    private static double Z(double probability)
    {
        CheckProbability(probability);
        return Normal.InvCDF(0, 1, probability);
    }

    private static void CheckProbability(double value)
    {
        if (!(value > 0 && value < 1))
            throw new ArgumentException($"A level, a chance and a power lie in (0, 1); {value} does not.", nameof(value));
    }

    // Rounding must not make one more of a whole number.
    private static int Whole(double images) => images < int.MaxValue
        ? (int)Math.Ceiling(images * (1 - 1e-12))
        : throw new ArgumentException("The effect is too small for any number of images.", nameof(images));
}
