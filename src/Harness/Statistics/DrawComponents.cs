namespace VisEval.Harness.Statistics;

/// <summary>How much of the spread of a number comes from the images and how much from the seeds of a method that draws: the components of
/// variance of a one-way random model x_ik = μ + a_i + e_ik, by the method of moments (Searle, Casella, McCulloch, Variance Components,
/// 1992, chapter 3).</summary>
/// <remarks>
/// With n images and K seeds: seed = mean over images of s²_i, the variance of an image's K values (divisor K − 1); image = the variance of
/// the n image means (divisor n − 1) less seed/K, and 0 where that is negative.
/// </remarks>
/// <param name="Image">The variance between images, in units of the number squared.</param>
/// <param name="Seed">The variance between seeds of one image.</param>
/// <param name="Images">n.</param>
/// <param name="Seeds">K.</param>
internal sealed record DrawComponents(double Image, double Seed, int Images, int Seeds)
{
    /// <summary>The part of the variance of one map's number that is the draw, seed/(image + seed), in [0, 1]; null where no two numbers
    /// differ.</summary>
    public double? SeedShare => Image + Seed > 0 ? Seed / (Image + Seed) : null;

    /// <summary>The part of the width of an interval for the mean over images that would go away with ever more seeds,
    /// 1 − √(image/(image + seed/K)), in [0, 1]; null where no two numbers differ.</summary>
    public double? WidthShare => Image + Seed > 0 ? 1 - Math.Sqrt(Image / (Image + Seed / Seeds)) : null;

    /// <summary>The components; null below two images or two seeds.</summary>
    /// <param name="images">By image, its value by seed; all of the same length.</param>
    /// <exception cref="ArgumentException">Images have different numbers of values.</exception>
    public static DrawComponents? Of(IReadOnlyList<IReadOnlyList<double>> images)
    {
        if (images.Count < 2 || images[0].Count < 2)
            return null;
        if (images.FirstOrDefault(i => i.Count != images[0].Count) is { } other)
            throw new ArgumentException($"An image has {other.Count} values, the first has {images[0].Count}.", nameof(images));
        var seed = images.Average(Variance);
        var between = Variance([.. images.Select(i => i.Average())]) - seed / images[0].Count;
        return new DrawComponents(Math.Max(0, between), seed, images.Count, images[0].Count);
    }

    private static double Variance(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }
}
