using VisEval.Core;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The sign-flip test of every pair of methods at once, with the same flips for all of them.</summary>
/// <remarks>
/// The sum of a flipped difference is the difference of the two methods' flipped sums, so a flip costs k sums over images and not one for
/// each of the k(k − 1)/2 pairs. Two-sided: |Σ g(a − b)| ≥ |Σ (a − b)| − e, e = 10⁻¹²·Σ|a − b| (Fisher, 1935; Pitman, 1937).
/// </remarks>
internal static class PairFlips
{
    /// <summary>The images up to which every flip is tried.</summary>
    public const int MostEnumerated = 20;

    private const double Slack = 1e-12;
    private const int LeastDrawn = 9999;
    private const int DrawnPerTest = 40;

    /// <summary>Of every pair, the two-sided p.</summary>
    /// <remarks>Above 20 images (1 + #)/(1 + B) over B = max(9999, 40 a pair) drawn flips (Phipson and Smyth, 2010): with fewer no p could pass
    /// Holm's correction.</remarks>
    /// <param name="values">By image, one value a method.</param>
    /// <param name="seed">Where the drawn flips start.</param>
    public static IReadOnlyList<(int First, int Second, double Probability)> Probabilities(double[][] values, Seed seed)
    {
        var (images, methods) = (values.Length, values[0].Length);
        var enumerated = images <= MostEnumerated;
        // The other half of all flips are these with every sign turned: the same on two sides.
        var flips = enumerated ? 1 << (images - 1) : Math.Max(LeastDrawn, DrawnPerTest * methods * (methods - 1) / 2);
        var sums = new FlippedSums(values);
        var counts = new PairCounts(sums.Observed, methods, (a, b) => Slack * values.Sum(image => Math.Abs(image[a] - image[b])));
        var random = seed.Random();
        for (var first = 0; first < flips; first += FlippedSums.BlockSize)
        {
            var block = Math.Min(FlippedSums.BlockSize, flips - first);
            for (var flip = 0; flip < block; flip++)
                if (enumerated)
                    sums.SetFlip(flip, (ulong)(first + flip) << 1);
                else
                    sums.DrawFlip(flip, random);
            counts.Add(sums.Of(block), block);
        }
        return
        [
            .. from a in Enumerable.Range(0, methods)
               from b in Enumerable.Range(a + 1, methods - a - 1)
               select (a, b, enumerated ? (double)counts[a, b] / flips : (1.0 + counts[a, b]) / (1 + flips)),
        ];
    }
}
