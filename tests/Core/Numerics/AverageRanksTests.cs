using VisEval.Core;

namespace VisEval.Tests.Core.Numerics;

public class AverageRanksTests
{
    [Test]
    public void Negative_numbers_tiny_numbers_and_both_zeros_are_ordered_as_numbers()
    {
        float[] values = [-0f, 1e-45f, 0f, -1e-45f, -3e38f, 3e38f, -2, -1];
        Assert.That(AverageRanks.Of(values), Is.EqualTo(new[] { 5.5, 7, 5.5, 4, 1, 8, 2, 3 }));
        Assert.That(AverageRanks.Of(Array.ConvertAll(values, v => (double)v)), Is.EqualTo(AverageRanks.Of(values)));
    }

    [Test]
    public void Ranks_of_equal_values_are_the_mean_that_counting_gives()
    {
        var random = Seed.Of(3).Random();
        var values = Enumerable.Range(0, 200).Select(_ => (float)random.NextInt(40) - 20).ToArray();
        var naive = values.Select(v => values.Count(w => w < v) + (values.Count(w => w == v) + 1) / 2.0).ToArray();
        Assert.That(AverageRanks.Of(values), Is.EqualTo(naive));
        Assert.That(AverageRanks.Of(Array.ConvertAll(values, v => (double)v)), Is.EqualTo(naive));
    }

    [Test]
    public void The_rank_of_NaN_is_NaN() => Assert.That(AverageRanks.Of([2.0, double.NaN, 1.0]), Is.EqualTo(new[] { 3, double.NaN, 2 }));
}
