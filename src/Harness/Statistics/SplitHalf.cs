using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>Would other images have ranked the items alike? The rank correlation between two random halves of the images.</summary>
public static class SplitHalf
{
    /// <summary>The items that a rank correlation needs at least.</summary>
    public const int LeastItems = 3;

    /// <summary>Mean over random splits of Spearman's correlation of the items' values on the one half and on the other.</summary>
    /// <remarks>
    /// Halves of ⌊n/2⌋ and ⌈n/2⌉ images. Items without a value on a half are left out of that split; a split with fewer than three items does not
    /// count; a half in which all items are equal tells no order, and its split counts 0.
    /// </remarks>
    /// <param name="items">The number of items.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="valueOf">The value of an item on some images; null where it has none.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="splits">How many splits are drawn.</param>
    /// <returns>Null if no split counts.</returns>
    public static double? Spearman(int items, int images, Func<int, IReadOnlyList<int>, double?> valueOf, Seed seed, int splits)
    {
        var random = seed.Random();
        var order = Enumerable.Range(0, images).ToArray();
        var correlations = new List<double>();
        for (var split = 0; split < splits; split++)
        {
            random.Shuffle(order.AsSpan());
            var (left, right) = (order[..(images / 2)], order[(images / 2)..]);
            var pairs = new List<(double Left, double Right)>();
            for (var item = 0; item < items; item++)
                if (valueOf(item, left) is { } x && valueOf(item, right) is { } y)
                    pairs.Add((x, y));
            if (pairs.Count >= LeastItems)
                correlations.Add(Correlation.Spearman([.. pairs.Select(p => p.Left)], [.. pairs.Select(p => p.Right)]) ?? 0);
        }
        return correlations.Count == 0 ? null : Mean.Of(correlations);
    }

    /// <summary>The correlation to expect of twice the images, 2r/(1 + r) (Spearman, Brown, 1910).</summary>
    /// <remarks>Where r ≤ 0 there is no common order to sharpen, and r stays as it is.</remarks>
    public static double SpearmanBrown(double correlation) => correlation > 0 ? 2 * correlation / (1 + correlation) : correlation;
}
