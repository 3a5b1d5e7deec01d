using VisEval.Core;
using VisEval.Metrics.Shared.Similarity;

namespace VisEval.Tests.Metrics.Shared.Similarity;

public class HistogramEntropyTests
{
    [Test]
    public void Equal_bins_have_the_largest_entropy_and_a_constant_has_none()
    {
        Assert.That(HistogramEntropy.Of([0, 1, 2, 3], 4), Is.EqualTo(Math.Log(4)).Within(1e-15));
        Assert.That(HistogramEntropy.Of([5, 5, 5], 100), Is.Zero);
        Assert.That(HistogramEntropy.Of([-0f, 0f], 100), Is.Zero);
        // One of four in the last bin: −¼ ln ¼ − ¾ ln ¾.
        Assert.That(HistogramEntropy.Of([0, 0, 0, 1], 100), Is.EqualTo(-0.25 * Math.Log(0.25) - 0.75 * Math.Log(0.75)).Within(1e-15));
    }

    [Test]
    public void A_value_at_an_edge_belongs_to_the_bin_above_and_the_largest_to_the_last()
    {
        // Bins [0, ⅓), [⅓, ⅔), [⅔, 1] of 0…1 in tenths of 0.3: 0 0.1 0.2 | 0.3 0.4 0.5 | 0.6.
        Assert.That(HistogramEntropy.Of([0, 1, 2, 3, 4, 5, 6], 3), Is.EqualTo(Entropy(2, 2, 3)).Within(1e-15));
        Assert.That(HistogramEntropy.Of([0, 1, 2, 4], 2), Is.EqualTo(Entropy(2, 2)).Within(1e-15));
    }

    [Test]
    public void The_entropy_is_that_of_counted_bins_and_scaling_changes_nothing()
    {
        var random = Seed.Of(4).Random();
        float[] values = [.. Enumerable.Range(0, 3000).Select(_ => (float)random.NextGaussian())];
        var (low, width) = ((double)values.Min(), ((double)values.Max() - values.Min()) / 100);
        var counts = Enumerable.Range(0, 100)
            .Select(b => values.Count(v => v >= low + b * width && (v < low + (b + 1) * width || b == 99))).ToArray();
        Assert.That(HistogramEntropy.Of(values, 100), Is.EqualTo(Entropy(counts)).Within(1e-12));
        Assert.That(HistogramEntropy.Of([.. values.Select(v => 4 * v)], 100), Is.EqualTo(Entropy(counts)).Within(1e-12));
    }

    private static double Entropy(params int[] counts) =>
        -counts.Where(c => c > 0).Sum(c => (double)c / counts.Sum() * Math.Log((double)c / counts.Sum()));
}
