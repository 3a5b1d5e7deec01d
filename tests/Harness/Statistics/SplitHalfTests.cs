using VisEval.Core;
using VisEval.Harness.Statistics;

namespace VisEval.Tests.Harness.Statistics;

public sealed class SplitHalfTests
{
    private static readonly Seed AnySeed = Seed.Of(5);

    private static double? Mean(double[] values, ReadOnlySpan<int> images) =>
        images.IsEmpty ? null : images.ToArray().Average(i => values[i]);

    [Test]
    public void Items_in_the_same_order_on_every_image_are_perfectly_reliable()
    {
        double[][] items = [[1, 2, 3, 1], [4, 5, 6, 4], [7, 8, 9, 7]];
        Assert.That(SplitHalf.Spearman(3, 4, (item, half) => Mean(items[item], half), AnySeed, 50), Is.EqualTo(1).Within(1e-12));
    }

    [Test]
    public void Noise_is_not_reliable()
    {
        var random = AnySeed.Random();
        double[][] items = [.. Enumerable.Range(0, 40).Select(_ => Enumerable.Range(0, 30).Select(_ => random.NextGaussian()).ToArray())];
        Assert.That(SplitHalf.Spearman(40, 30, (item, half) => Mean(items[item], half), AnySeed, 100), Is.EqualTo(0).Within(0.3));
    }

    [Test]
    public void Agrees_with_a_naive_twin_that_draws_the_halves_itself()
    {
        double[][] items = [[1, 9, 2, 7, 5], [3, 3, 8, 1, 1], [2, 2, 2, 9, 0], [6, 1, 4, 4, 2]];
        var random = AnySeed.Random();
        var order = new[] { 0, 1, 2, 3, 4 };
        var sum = 0.0;
        for (var split = 0; split < 20; split++)
        {
            random.Shuffle(order.AsSpan());
            double[] left = [.. items.Select(v => order.Take(2).Average(i => v[i]))];
            double[] right = [.. items.Select(v => order.Skip(2).Average(i => v[i]))];
            sum += Correlation.Spearman(left, right) ?? 0;
        }
        Assert.That(SplitHalf.Spearman(4, 5, (item, half) => Mean(items[item], half), AnySeed, 20), Is.EqualTo(sum / 20).Within(1e-12));
    }

    [Test]
    public void A_half_without_an_order_counts_zero() =>
        Assert.That(SplitHalf.Spearman(3, 2, (item, half) => half[0] == 0 ? 1 : item, AnySeed, 10), Is.Zero);

    [Test]
    public void Two_items_have_no_order_worth_a_correlation() =>
        Assert.That(SplitHalf.Spearman(3, 4, (item, _) => item == 2 ? null : item, AnySeed, 10), Is.Null);

    [TestCase(1, 1)]
    [TestCase(0.5, 2.0 / 3)]
    [TestCase(0, 0)]
    [TestCase(-0.5, -0.5)]
    public void Twice_the_images_are_as_reliable_as_Spearman_and_Brown_say(double half, double whole) =>
        Assert.That(SplitHalf.SpearmanBrown(half), Is.EqualTo(whole).Within(1e-12));
}
