namespace VisEval.Harness.Statistics;

/// <summary>The sign-flip test of paired gains by image: whether they could as well be losses (Fisher, 1935; Pitman, 1937; Romano, JASA,
/// 1990).</summary>
/// <remarks>
/// Null hypothesis: the gain of every image is symmetric about 0, as it is where the two compared are exchangeable. s_i is the sum of an
/// image's gains, all its targets and networks together; T = Σ s_i. Of all 2ⁿ ways to choose signs, p is the share with a sum at least
/// as extreme as T, up to rounding of 1e-12·Σ|s_i|.
/// </remarks>
/// <param name="Better">#{Σ ±s_i ≥ T}/2ⁿ: small where gains prevail.</param>
/// <param name="Worse">#{Σ ±s_i ≤ T}/2ⁿ: small where losses prevail.</param>
/// <param name="TwoSided">#{|Σ ±s_i| ≥ |T|}/2ⁿ.</param>
/// <param name="Draws">How many flips were drawn; 0 where all were counted.</param>
/// <param name="Changed">The images with a gain or loss.</param>
internal readonly record struct SignFlip(double Better, double Worse, double TwoSided, int Draws, int Changed)
{
    /// <summary>The smallest one-sided p that gains of these sizes could have had, 2⁻ⁿ over the images with a gain or loss.</summary>
    public double Smallest => Math.Pow(2, -Changed);

    /// <summary>Up to as many images with a gain or loss all flips are counted.</summary>
    public const int MostCounted = 20;

    // Counting more than this would take too long.
    private const int MostCountable = 44;

    private const double Rounding = 1e-12;

    /// <summary>How many flips are drawn for one of <paramref name="tests"/> tests that are corrected together: max(9999, 40 m); with fewer
    /// none of them could pass.</summary>
    public static int DrawsFor(int tests) => Math.Max(9999, 40 * tests);

    /// <summary>Counts all flips up to <see cref="MostCounted"/> images with a gain or loss, else draws.</summary>
    /// <param name="gains">The sums s_i of the images; positive is better.</param>
    /// <param name="flipping">Where drawn flips come from.</param>
    /// <param name="tests">How many tests are corrected together.</param>
    public static SignFlip Of(ReadOnlySpan<double> gains, Flipping flipping, int tests = 1) =>
        IsCounted(gains) ? Counted(gains) : Drawn(gains, flipping.Of(gains.Length, DrawsFor(tests)));

    /// <inheritdoc cref="Of(ReadOnlySpan{double}, Flipping, int)"/>
    public static SignFlip Of(ClusterTotals gains, Flipping flipping, int tests = 1) => Of(gains.Sums, flipping, tests);

    /// <summary>All 2ⁿ flips counted. An image without gain or loss changes nothing and is left out.</summary>
    /// <exception cref="ArgumentException">More than 44 images have a gain or loss.</exception>
    public static SignFlip Counted(ReadOnlySpan<double> gains)
    {
        double[] nonZero = [.. gains.ToArray().Where(g => g != 0)];
        if (nonZero.Length > MostCountable)
            throw new ArgumentException($"The flips of {nonZero.Length} images are too many to count; draw some.", nameof(gains));
        var (total, slack) = TotalOf(nonZero);
        var all = 1L << nonZero.Length;
        var (better, above) = SignSums.Count(nonZero, total - slack, total + slack);
        var worse = all - above;
        // The sums lie symmetrically about 0: the more extreme ones are twice those of one side.
        var two = Math.Abs(total) <= slack ? all : 2 * Math.Min(better, worse);
        return new SignFlip((double)better / all, (double)worse / all, (double)two / all, 0, nonZero.Length);
    }

    /// <summary>p = (1 + #)/(1 + B) over B drawn flips (Phipson, Smyth, Statistical Applications in Genetics, 2010).</summary>
    /// <exception cref="ArgumentException">The flips are of another number of images.</exception>
    public static SignFlip Drawn(ReadOnlySpan<double> gains, Flips flips)
    {
        var (total, slack) = TotalOf(gains);
        return Of(flips.Count(gains, total - slack, total + slack, Math.Abs(total) - slack), flips.Draws, gains);
    }

    internal static SignFlip Of(FlipCounts counts, int draws, ReadOnlySpan<double> gains)
    {
        double all = draws + 1;
        return new SignFlip(
            (counts.AtLeast + 1) / all, (counts.AtMost + 1) / all, (counts.Extreme + 1) / all, draws, Changes(gains));
    }

    /// <summary>Whether all flips of these gains are counted, so that none are drawn.</summary>
    internal static bool IsCounted(ReadOnlySpan<double> gains) => Changes(gains) <= MostCounted;

    private static int Changes(ReadOnlySpan<double> gains) => gains.Length - gains.Count(0.0);

    internal static (double Total, double Slack) TotalOf(ReadOnlySpan<double> gains)
    {
        var (total, size) = (0.0, 0.0);
        foreach (var gain in gains)
            (total, size) = (total + gain, size + Math.Abs(gain));
        if (!double.IsFinite(size))
            throw new ArgumentException("A gain is not finite; leave its image out on both sides, or test the worst case.", nameof(gains));
        return (total, Rounding * size);
    }
}
