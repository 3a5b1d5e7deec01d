using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VisEval.Harness.Statistics.Ordering;

/// <summary>The two-sided <see cref="SignFlip"/> test of every pair of methods, with the same flips for all of them.</summary>
/// <remarks>
/// The sum of a flipped difference is the difference of the two methods' flipped sums: where flips are drawn, the k flipped sums serve all
/// k(k − 1)/2 pairs. As many are drawn as Holm's correction over all pairs needs.
/// </remarks>
internal static class PairFlips
{
    private const double Rounding = 1e-12;

    // Sums of this many draws stay in the cache while all pairs look at them.
    private const int Block = 2048;

    /// <summary>Of every pair, the two-sided p.</summary>
    /// <param name="methods">By method, one value an image.</param>
    /// <param name="flipping">Where drawn flips come from.</param>
    /// <param name="looks">How often the same may be tested while images are added: so many more flips are drawn.</param>
    public static IReadOnlyList<(int First, int Second, double Probability)> Probabilities(
        double[][] methods, Flipping flipping, int looks = 1)
    {
        Pair[] pairs =
        [
            .. from b in Enumerable.Range(0, methods.Length)
               from a in Enumerable.Range(0, b)
               select Compare(a, b, [.. methods[a].Zip(methods[b], (x, y) => x - y)]),
        ];
        var draws = SignFlip.DrawsFor(pairs.Length * looks);
        Pair[] drawn = [.. pairs.Where(p => p.Counted is null)];
        if (drawn.Length > 0)
            Draw(drawn, methods, flipping.Of(methods[0].Length, draws));
        return [.. pairs.Select(p => (p.First, p.Second, p.Counted ?? (1.0 + p.Apart) / (1 + draws)))];
    }

    private static Pair Compare(int first, int second, double[] gains) =>
        new(first, second, Math.Abs(gains.Sum()) - Rounding * gains.Sum(Math.Abs),
            gains.Length - gains.Count(g => g == 0) <= SignFlip.MostCounted ? SignFlip.Counted(gains).TwoSided : null);

    private static void Draw(Pair[] pairs, double[][] methods, Flips flips)
    {
        var flipped = new FlippedSums(methods, flips);
        double[][] sums = [.. methods.Select(_ => new double[Block])];
        for (var first = 0; first < flips.Draws; first += Block)
        {
            var draws = Math.Min(Block, flips.Draws - first);
            flipped.Write(first, sums, draws);
            foreach (var pair in pairs)
                pair.Apart += Apart(sums[pair.First].AsSpan(0, draws), sums[pair.Second].AsSpan(0, draws), pair.Extreme);
        }
    }

    // How many sums of the two lie at least as far apart.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Apart(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double least)
    {
        var (counts, threshold) = (Vector<long>.Zero, new Vector<double>(least));
        var firsts = MemoryMarshal.Cast<double, Vector<double>>(first);
        var seconds = MemoryMarshal.Cast<double, Vector<double>>(second);
        for (var i = 0; i < firsts.Length; i++)
            counts -= Vector.GreaterThanOrEqual(Vector.Abs(firsts[i] - seconds[i]), threshold);
        var count = Vector.Sum(counts);
        for (var i = firsts.Length * Vector<double>.Count; i < first.Length; i++)
            count += Math.Abs(first[i] - second[i]) >= least ? 1 : 0;
        return count;
    }

    // Apart: how many drawn flips set the two at least as far apart as they are, which is Extreme less rounding.
    private sealed record Pair(int First, int Second, double Extreme, double? Counted)
    {
        public long Apart { get; set; }
    }
}
