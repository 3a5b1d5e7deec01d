using VisEval.Core;

namespace VisEval.Harness.Statistics;

/// <summary>A number of one item over some images.</summary>
/// <param name="item">The item, by index.</param>
/// <param name="images">The images, by index, ascending.</param>
/// <returns>Null where it has none.</returns>
internal delegate double? ValueOverImages(int item, ReadOnlySpan<int> images);

/// <summary>Would other images have ranked the items alike? The rank correlation between two random halves of the images.</summary>
internal static class SplitHalf
{
    /// <summary>The items that a rank correlation needs at least.</summary>
    public const int LeastItems = 3;

    /// <summary>Mean over random splits of Spearman's correlation of the items' values on the one half and on the other.</summary>
    /// <remarks>
    /// Halves of ⌊n/2⌋ and ⌈n/2⌉ images. Items without a value on a half are left out of that split; a split with fewer than three
    /// items does not count; a half in which all items are equal has no order, and its split counts 0.
    /// </remarks>
    /// <param name="items">The number of items.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="valueOf">The value of an item on some images; null where it has none.</param>
    /// <param name="seed">Where the draws start.</param>
    /// <param name="splits">How many splits are drawn.</param>
    /// <returns>Null if no split counts.</returns>
    public static double? Spearman(int items, int images, ValueOverImages valueOf, Seed seed, int splits)
    {
        var random = seed.Random();
        var order = Enumerable.Range(0, images).ToArray();
        var (sorted, half) = (new int[images], images / 2);
        var correlations = new List<double>();
        var (left, right) = (new List<double>(items), new List<double>(items));
        for (var split = 0; split < splits; split++)
        {
            random.Shuffle(order.AsSpan());
            order.CopyTo(sorted, 0);
            Array.Sort(sorted, 0, half);
            Array.Sort(sorted, half, images - half);
            left.Clear();
            right.Clear();
            for (var item = 0; item < items; item++)
                if (valueOf(item, sorted.AsSpan(0, half)) is { } x && valueOf(item, sorted.AsSpan(half)) is { } y)
                {
                    left.Add(x);
                    right.Add(y);
                }
            if (left.Count >= LeastItems)
                correlations.Add(Correlation.Spearman(left, right) ?? 0);
        }
        return correlations.Count == 0 ? null : Mean.Of(correlations);
    }

    /// <summary>The correlation to expect of twice the images, 2r/(1 + r) (Spearman, Brown, 1910).</summary>
    /// <remarks>Where r ≤ 0 there is no common order to sharpen, and r stays as it is.</remarks>
    public static double SpearmanBrown(double correlation) => correlation > 0 ? 2 * correlation / (1 + correlation) : correlation;
}
